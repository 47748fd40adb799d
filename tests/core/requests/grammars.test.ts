import { describe, expect, it } from 'vitest';
import { distinctAddresses, trimAddress } from '../../../src/core/requests/web-addresses.ts';
import { phraseExpression, readingPackSchema } from '../../../src/core/requests/reading-pack.ts';
import { findReferences } from '../../../src/core/requests/references.ts';
import { findIdentifiers } from '../../../src/core/requests/identifiers.ts';
import { findNonDisclosure } from '../../../src/core/requests/non-disclosure.ts';
import { dueTerms } from '../../../src/core/requests/due-terms.ts';
import { issueDate } from '../../../src/core/requests/issue-date.ts';
import { courtInCaption } from '../../../src/core/requests/authorities.ts';
import { findRequestedItems } from '../../../src/core/requests/requested-items.ts';
import { frameOf, plainPages, shippedPack } from './paper.ts';

const BODY = '\n\nThis is the running text of a letter that is long enough to count as the first sentence of its body, and it goes on.\n\n';

describe('findReferences', () => {
  const references = (text: string): string[] => findReferences(frameOf(text), shippedPack).map(({ value }) => value);

  it.each([
    ['Case No. 2:25-cv-00417-ABC (DEF)', '2:25-cv-00417-ABC (DEF)'],
    ['Docket No. 25-1686', '25-1686'],
    ['Our Ref: CPS/2025/889', 'CPS/2025/889'],
    ['Aktenzeichen: 503 Js 1234/25', '503 Js 1234/25'],
    ['FIR No. 0219/2025', '0219/2025'],
    ['Subpoena No. R1-25-662190', 'R1-25-662190'],
    ['Log: 0412 of 02/05/25', '0412 of 02/05/25'],
    ['No. 12-2207', '12-2207'],
  ])('reads "%s"', (line, value) => {
    expect(references(`EXAMPLE OFFICE\n${line}${BODY}`)).toEqual([value]);
  });

  it('takes badges, couriers, bar numbers, patents and telephones for none', () => {
    expect(
      references(
        `EXAMPLE OFFICE\nBadge No. 4417\nCourier No. 7712 5550 0199\nBar No. 123456\nU.S. Patent No. 11,555,042\nTel. No. 555-0100${BODY}`,
      ),
    ).toEqual([]);
  });

  it('names one docket once in its several spellings', () => {
    expect(references(`Case 8:25-cv-01261-ABC\nCase No. 8:25-cv-1261-ABC${BODY}`)).toHaveLength(1);
  });
});

describe('findIdentifiers', () => {
  const identifiers = (text: string): string[] => findIdentifiers(frameOf(text), shippedPack).map(({ value }) => value);

  it.each([
    ['records for the account "coin.king" and', 'coin.king'],
    ['username: k.ostrander77', 'k.ostrander77'],
    ['order no. MM-220-4417090', 'MM-220-4417090'],
    ['listing no. LST-7781-TDP5', 'LST-7781-TDP5'],
    ['ASIN B0MX77Q19Z', 'B0MX77Q19Z'],
    ['the account using e-mail lamp.parts@inbox.example and', 'lamp.parts@inbox.example'],
    ['login from IP address 203.0.113.77 on', '203.0.113.77'],
    ['IMEI: 490154203237518', '490154203237518'],
    ['the seller Hortus Direct offered', 'Hortus Direct'],
  ])('finds the target in "%s"', (text, value) => {
    expect(identifiers(`We need ${text} more.`)).toContain(value);
  });

  it('reads the columns of a table by their heads', () => {
    expect(
      identifiers(
        'Rider\n\nNo. | Storefront | Linked e-mail | Listing ID\n\n1 | Lamp House | lamp@post.example | 4420019837\n\n2 | Tin Barn | (none) | 4420027716',
      ),
    ).toEqual(['Lamp House', 'lamp@post.example', '4420019837', 'Tin Barn', '4420027716']);
  });

  it("leaves out the sender's contacts and the reader's own addresses", () => {
    expect(
      identifiers(
        'Please send the records by e-mail to det.oak@police.example or call (555) 555-0100. Contact: desk@marlowe-market.example',
      ),
    ).toEqual([]);
  });

  it('tells the infringing address from the original one', () => {
    expect(
      identifiers(
        'Original work: https://www.example.com/our-game\n\nInfringing URLs:\n\nhttps://github.com/copycat/game\n\nhttps://copycat.example.net/game',
      ),
    ).toEqual(['https://github.com/copycat/game', 'https://copycat.example.net/game']);
  });
});

describe('distinctAddresses', () => {
  it('cuts trailing punctuation, keeps balanced brackets, counts each once', () => {
    expect(
      distinctAddresses(plainPages('(https://example.com/a_(b)), https://example.com/c. https://example.com/c, http://example.com/d"')),
    ).toEqual(['https://example.com/a_(b)', 'https://example.com/c', 'http://example.com/d']);
    expect(trimAddress("https://example.com/it's.")).toBe("https://example.com/it's");
  });
});

describe('dueTerms', () => {
  const terms = (text: string) => dueTerms(frameOf(text), shippedPack, 'month-first').map(({ value }) => value);

  it('reads dates and periods that bind the reader', () => {
    expect(terms('You are required to produce the records on or before September 30, 2025.')).toEqual([{ on: '2025-09-30' }]);
    expect(terms('You must respond within fourteen (14) calendar days of service of this subpoena.')).toEqual([
      { rule: { amount: 14, unit: 'days', from: 'service' } },
    ]);
    expect(terms('Produce it not later than the end of the period of seven days beginning with the date of this order.')).toEqual([
      { rule: { amount: 7, unit: 'days', from: 'issue' } },
    ]);
    expect(terms('Please disable access within two working days of receipt.')).toEqual([
      { rule: { amount: 2, unit: 'business-days', from: 'receipt' } },
    ]);
    expect(terms('Bitte übermitteln Sie die Daten innerhalb von 14 Tagen nach Erhalt dieses Schreibens.')).toEqual([
      { rule: { amount: 14, unit: 'days', from: 'receipt' } },
    ]);
  });

  it('takes "immediately" in a demand where nothing else is set', () => {
    expect(terms('We request that you immediately take down the listing.')).toEqual([
      { rule: { amount: 0, unit: 'immediately', from: 'receipt' } },
    ]);
    expect(terms('We request that you immediately take down the listing, and confirm by 1 August 2025.')).toEqual([{ on: '2025-08-01' }]);
  });

  it.each([
    'A petition to quash may be filed within twenty (20) days after service.',
    'An appeal may be lodged within 30 days of notification.',
    'This order shall remain in effect for fourteen (14) days.',
    'The conference is scheduled for 9/12/2025 at 11:00 AM.',
    'The officer executing this warrant must return it within 10 days.',
    'Please remove the page as soon as possible.',
    'Provide records for the period from January 1, 2025 to March 1, 2025.',
  ])('finds no term for the reader in "%s"', (text) => {
    expect(terms(text)).toEqual([]);
  });
});

describe('issueDate', () => {
  const date = (text: string) => issueDate(frameOf(text), shippedPack, 'month-first')?.on;

  it.each([
    [`EXAMPLE & CO LLP\n\nOctober 3, 2025${BODY}`, '2025-10-03'],
    [`Aurland, 5 November 2025${BODY}`, '2025-11-05'],
    [`${BODY}DATED this 18th day of February, 2025.`, '2025-02-18'],
    [`${BODY}GIVEN UNDER MY HAND this 3rd day of March, 2025`, '2025-03-03'],
    [`From: A <a@x.example>\nTo: b@y.example\nSubject: Notice\nDate: Fri, 02 May 2025 01:17:44 +0100${BODY}`, '2025-05-02'],
  ])('reads the date of issue', (text, on) => {
    expect(date(text)).toBe(on);
  });

  it.each([
    'In an order dated June 30, 2025 the court refused. The mod was delivered on August 3, 2021.',
    'The period is January 1, 2024 to March 1, 2024, under the Act of May 2, 1970.',
    'No date at all.',
  ])('finds none in "%s"', (text) => {
    expect(date(`${BODY}${text}`)).toBeUndefined();
  });
});

describe('courtInCaption', () => {
  it('joins the lines of a caption', () => {
    expect(
      courtInCaption(frameOf(`UNITED STATES DISTRICT COURT\nfor the\nWestern District of Examplia\n\nCase No. 1:25-mj-1${BODY}`))?.value,
    ).toBe('UNITED STATES DISTRICT COURT for the Western District of Examplia');
    expect(courtInCaption(frameOf(`IN THE CROWN COURT AT ELDERFORD\n\nPRODUCTION ORDER${BODY}`))?.value).toBe('CROWN COURT AT ELDERFORD');
  });

  it('finds none in a letter that only mentions a court', () => {
    expect(courtInCaption(frameOf(`Dear Sir,${BODY}We may go to court if you do not answer.`))).toBeUndefined();
  });
});

describe('findNonDisclosure', () => {
  const secret = (text: string): boolean => findNonDisclosure(frameOf(text), shippedPack) !== undefined;

  it.each([
    'The provider shall not disclose the existence of this order to any person.',
    'Please do not notify the account holder of this request.',
    'The data subject should not be told as this would prejudice the investigation.',
    'You are asked, not ordered, to keep this request confidential.',
    'Der Nutzer ist nicht über dieses Ersuchen zu informieren.',
  ])('hears "%s"', (text) => {
    expect(secret(text)).toBe(true);
  });

  it.each([
    'You are not prohibited from disclosing the existence of this demand.',
    'You are under no statutory obligation of secrecy.',
    'If you are not the intended recipient, do not disclose this message to any person.',
    'He shall not disclose any source code to any other person.',
    'The seller shall be informed in accordance with Article 9(5).',
  ])('hears no order or request in "%s"', (text) => {
    expect(secret(text)).toBe(false);
  });
});

describe('findRequestedItems', () => {
  const items = (text: string): string[] => findRequestedItems(frameOf(text), shippedPack).map(({ value }) => value);

  it('lists each entry of a demand and leaves out what is not asked', () => {
    const found = items(
      'Requested: (a) identity documents; (b) all listings; (c) buyer messages are not requested at this time; (d) IP login history.',
    );
    expect(found).toEqual(expect.arrayContaining(['identity documents', 'all listings', 'IP login history']));
    expect(found.join(' ')).not.toContain('buyer messages');
  });

  it('does not take a number in brackets for a list', () => {
    expect(items('You shall produce within fourteen (14) calendar days all records of the account.')).toEqual([
      'You shall produce within fourteen (14) calendar days all records of the account',
    ]);
  });

  it('asks nothing where nothing is asked', () => {
    expect(items('We have reviewed the matter and closed it. Have a good day.')).toEqual([]);
  });
});

describe('phraseExpression', () => {
  const matches = (phrase: string, text: string): boolean => {
    const expression = phraseExpression(phrase);
    expression.lastIndex = 0;
    return expression.test(text);
  };

  it('knows choices, options, endings, gaps and brackets that stand for themselves', () => {
    expect(matches('(trademark|trade mark)~ infring~', 'Trademarks infringed')).toBe(true);
    expect(matches('it is (hereby)? ordered', 'IT IS ORDERED')).toBe(true);
    expect(matches('2703(d)', '18 U.S.C. § 2703(d)')).toBe(true);
    expect(matches('remove ... link', 'remove the following link')).toBe(true);
    expect(matches('levy', 'levying')).toBe(false);
  });
});

describe('readingPackSchema', () => {
  it('refuses a pack whose phrase has open brackets', () => {
    const broken = structuredClone(shippedPack);
    broken.conduct.notDue.push('(open|end');
    expect(readingPackSchema.safeParse(broken).success).toBe(false);
  });
});
