/** Keeps a file that is let go beside every drop area from replacing the window with that file, as browsers do. */
export const ignoreStrayDrops = (): void => {
  const refuse = (event: DragEvent): void => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
};
