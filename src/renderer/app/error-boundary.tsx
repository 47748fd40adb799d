import { Component, type ErrorInfo, type ReactNode } from 'react';
import { copyText } from '../platform/clipboard.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';

interface Props {
  readonly children: ReactNode;
  /** Changing it, as when the person goes elsewhere, clears the error. */
  readonly resetKey?: string;
}

interface State {
  readonly error: Error | null;
  readonly incident: string;
  readonly resetKey: string | undefined;
}

/** Catches a bug of the window, so that one broken screen does not take the others with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, incident: '', resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    const digits = crypto.getRandomValues(new Uint16Array(2));
    const incident = `W-${[...digits].map((part) => part.toString(16).padStart(4, '0').toUpperCase()).join('-')}`;
    return { error: error instanceof Error ? error : new Error(String(error)), incident };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(this.state.incident, error, info.componentStack);
  }

  override render(): ReactNode {
    const { error, incident } = this.state;
    if (!error) return this.props.children;
    return (
      <ErrorState
        title="This screen stopped"
        happened={`The window met something it did not expect: ${error.message}`}
        kept="Everything saved at the desk is untouched. What was typed here and not saved may be lost."
        next="Go on at another screen, or show this one again. If it comes back, send the details with the incident number to whoever looks after this desk."
        incident={incident}
        action={
          <>
            <Button variant="primary" onPress={() => this.setState({ error: null })}>
              Show it again
            </Button>
            <Button onPress={() => void copyText(`${incident}\n${error.stack ?? error.message}`)}>Copy the details</Button>
          </>
        }
      />
    );
  }
}
