// Serves a body of JSON lines of the size in the path; prints its port. A process of its own, so that the loop that
// is measured is the client's alone.
import { createServer } from 'node:http';

const line = `${JSON.stringify({ id: 4711, name: 'Übung', tags: ['a', 'b'], note: 'x'.repeat(900) })}\n`;
const chunk = Buffer.from(line.repeat(64));

const server = createServer((request, response) => {
  let left = Number(request.url.slice(1));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': left });
  const pump = () => {
    while (left > 0) {
      const part = chunk.subarray(0, left);
      left -= part.length;
      if (!response.write(part)) return void response.once('drain', pump);
    }
    response.end();
  };
  pump();
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
