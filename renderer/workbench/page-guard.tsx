import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import styles from '../ui/failure.module.css';

interface PageGuardProps {
  readonly children: ReactNode;
}

interface PageGuardState {
  readonly cause: unknown;
}

/** A bug in one page leaves the rest of the window standing. React asks for a class here. */
export class PageGuard extends Component<PageGuardProps, PageGuardState> {
  override state: PageGuardState = { cause: null };

  static getDerivedStateFromError(cause: unknown): PageGuardState {
    return { cause };
  }

  override render() {
    const { cause } = this.state;
    if (cause === null) return this.props.children;
    return (
      <section className={styles.failure} role="alert">
        <h1>This page stopped working</h1>
        <p>This is a bug in Credence. Your input is saved and running requests continue.</p>
        <Button onClick={() => this.setState({ cause: null })}>Show the page again</Button>
        <pre>{cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}</pre>
      </section>
    );
  }
}
