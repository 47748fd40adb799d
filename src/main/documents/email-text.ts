import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { htmlToText } from './html-text.ts';
import { UnreadableError } from './unreadable.ts';

const SHOWN_HEADERS = ['From', 'To', 'Cc', 'Date', 'Subject'] as const;

/** The text of one message as a reader sees it: its headers decoded, its body, its attachments by name. An HTML body is reduced to its words. */
export const emailText = async (bytes: Uint8Array): Promise<string> => {
  let email: Email;
  try {
    email = await PostalMime.parse(bytes, { maxNestingDepth: 64, maxHeadersSize: 1024 * 1024 });
  } catch (error) {
    throw new UnreadableError(
      `This looks like an e-mail, but it is broken (${error instanceof Error ? error.message : 'its parts do not fit together'}).`,
    );
  }
  const headers = SHOWN_HEADERS.flatMap((name) => {
    const value = headerText(email, name);
    return value ? [`${name}: ${value}`] : [];
  });
  const plain = email.text?.replace(/\r\n?/g, '\n').trim() ?? '';
  const body = plain || (email.html ? htmlToText(email.html) : '');
  const named = email.attachments.filter((attachment) => attachment.related !== true || attachment.filename);
  const attachments = named.length > 0 ? `Attachments:\n${named.map((attachment) => `- ${attachmentName(attachment)}`).join('\n')}` : '';
  return `${[headers.join('\n'), body, attachments].filter((part) => part !== '').join('\n\n')}\n`;
};

/** Splits a mailbox file into its messages, at lines that start with `From ` behind an empty line. */
export const splitMailbox = (bytes: Uint8Array): Uint8Array[] => {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const starts: { readonly from: number; readonly body: number }[] = [];
  for (const found of raw.matchAll(/(?:^|\r?\n\r?\n)(From [^\r\n]{3,200}\d{4}[^\r\n]{0,20}\r?\n)/g)) {
    const body = found.index + found[0].length;
    starts.push({ from: body - (found[1] as string).length, body });
  }
  return starts.map(({ body }, index) => bytes.subarray(body, starts[index + 1]?.from ?? bytes.length));
};

const headerText = (email: Email, name: (typeof SHOWN_HEADERS)[number]): string => {
  if (name === 'From') return email.from ? addressText(email.from) : rawHeader(email, 'from');
  if (name === 'To' || name === 'Cc') return (name === 'To' ? email.to : email.cc)?.map(addressText).join(', ') ?? '';
  return name === 'Subject' ? oneLine(email.subject ?? '') : rawHeader(email, 'date');
};

const rawHeader = (email: Email, key: string): string => oneLine(email.headers.find((header) => header.key === key)?.value ?? '');

const addressText = (address: NonNullable<Email['from']>): string => {
  if (address.group) return oneLine(`${address.name}: ${address.group.map(addressText).join(', ')}`);
  return oneLine(address.name && address.address ? `${address.name} <${address.address}>` : address.name || address.address || '');
};

const attachmentName = (attachment: Attachment): string => `${oneLine(attachment.filename ?? 'without a name')} (${attachment.mimeType})`;

const oneLine = (text: string): string => text.replace(/[\s\0]+/g, ' ').trim();
