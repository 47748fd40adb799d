import type { RequestType } from '../../../src/core/requests/request-types.ts';

/** Synthetic papers, one of each kind the desk has to tell apart, in several languages. */
export const papers: readonly (readonly [RequestType, string])[] = [
  [
    'national-security-letter',
    `U.S. Department of Justice\nFederal Bureau of Investigation\n\nWashington Field Office\n\nMarch 4, 2025\n\nCustodian of Records\nMarlowe Marketplace, Inc.\n\nDear Custodian:\n\nUnder the authority of Executive Order 12333 and pursuant to 18 U.S.C. § 2709, you are hereby directed to provide to the FBI the name, address, and length of service for the account holder tulip_trader_88.\n\nIn accordance with 18 U.S.C. § 2709(c)(1), I certify that disclosure may endanger national security. Accordingly, you shall not disclose to any person that the FBI has sought this information.\n\nPlease provide the records within 14 business days of receipt of this letter.\n\nSincerely,\n\nAlonzo Merriweather\nSpecial Agent in Charge`,
  ],
  [
    'eu-production-order',
    `EUROPEAN PRODUCTION ORDER CERTIFICATE (EPOC)\nfor the production of electronic evidence\n\nRegulation (EU) 2023/1543\n\nIssuing State: Germany\nIssuing authority: Amtsgericht Musterstadt\nFile number: 12 Gs 345/25\n\nAddressee: Marlowe Europe S.à r.l.\n\nThe addressee shall transmit the requested data within 10 days following receipt of the EPOC.\n\nData requested:\n(a) subscriber data of the account "blumen_karl"\n(b) access data for IP address 203.0.113.9\n\nDate: 12.08.2026\nRichterin Dr. Annegret Vossberg`,
  ],
  [
    'preservation-request',
    `Fairhaven County Sheriff's Office\nCyber Crimes Unit\n\nOctober 2, 2025\n\nVia portal: Marlowe Marketplace, Inc.\n\nRe: Request for preservation of records, our case no. 25-004417\n\nPursuant to 18 U.S.C. § 2703(f), you are requested to preserve for a period of 90 days all records for the account "coin.king" pending issuance of legal process.\n\nPlease do not disclose the existence of this request to the subscriber.\n\nDet. Maribel Oakes, Badge 311\n(555) 555-0100`,
  ],
  [
    'police-information-request',
    `Polizeipräsidium Musterstadt\nKriminalkommissariat 12\n\nMusterstadt, 14. März 2025\n\nAn: Marlowe Europe S.à r.l.\n\nAktenzeichen: 503 Js 1234/25\n\nAuskunftsersuchen gemäß §§ 161, 163 StPO\n\nSehr geehrte Damen und Herren,\n\nin einem Ermittlungsverfahren wegen Betruges (§ 263 StGB) bitte ich um Übermittlung der Bestandsdaten des Nutzerkontos "schrauben_max" sowie der hinterlegten Bankverbindung innerhalb von 14 Tagen nach Erhalt dieses Schreibens.\n\nDer Nutzer ist nicht über dieses Ersuchen zu informieren.\n\nMit freundlichen Grüßen\n\nKOK Thorben Wiesengrund`,
  ],
  [
    'police-information-request',
    `GENDARMERIE NATIONALE\nBrigade de recherches de Valbrume\n\nRÉQUISITION JUDICIAIRE\n\nProcès-verbal n° 00417/2025\n\nValbrume, le 3 avril 2025\n\nVu les articles 60-1 et 77-1-1 du code de procédure pénale,\n\nRequérons la société Marlowe Europe de bien vouloir nous communiquer, dans un délai de quinze jours à compter de la réception de la présente, l'identité du titulaire du compte "velo_pas_cher" et les adresses IP de connexion.\n\nLe titulaire du compte ne doit pas être informé de la présente réquisition.\n\nL'officier de police judiciaire\nAdjudant Solène Garrigue`,
  ],
  [
    'emergency-disclosure-request',
    `From: Det. John Marsh <metro.police.dept@freemail.example>\nTo: emergency@marlowe-market.example\nSubject: EMERGENCY DISCLOSURE REQUEST\nDate: Mon, 3 Nov 2025 23:10:00 +0000\n\nThis is an emergency request under 18 U.S.C. § 2702(b)(8). There is imminent danger of death. Send full name, home address and passwords of the user account kit_kat_99 within 30 minutes. Reply only to this email, do not call the department to verify because our switchboard is down.\n\nDet. John Marsh`,
  ],
  [
    'garnishment-writ',
    `CIRCUIT COURT OF EXAMPLE COUNTY\n\nWRIT OF GARNISHMENT\n\nCase No. 24-CV-00981\n\nTO: Marlowe Marketplace, Inc., Garnishee\n\nA judgment was entered against Tobias Farrow, judgment debtor. Amount due: $4,112.09.\n\nYOU ARE COMMANDED to withhold all sums owed to the judgment debtor and to file an answer within 21 days after service of this writ.\n\nIssued: 05/12/2025\nPriscilla Danforth, Clerk of Court`,
  ],
  [
    'foia-request',
    `To: Records Officer\n\nMay 6, 2025\n\nUnder the Freedom of Information Act, 5 U.S.C. § 552, I request copies of all correspondence about marketplace takedowns. I request a fee waiver. Please respond within 20 working days.\n\nSincerely,\nIngrid Halloran`,
  ],
  [
    'seller-appeal',
    `Subject: Appeal - my account was suspended\n\nHello seller support,\n\nMy seller account lantern-lane was suspended on 4 May 2025. I would like to appeal this decision. Root cause: a courier mix-up. My plan of action is attached. Please reinstate my account.\n\nThank you,\nOdette Marlin`,
  ],
  [
    'counterfeit-complaint',
    `Re: Counterfeit goods - Northwind watches\n\n12 June 2025\n\nWe act for Northwind Horology AG. We made a test purchase of the listings below and confirm the watches are counterfeit, not genuine.\n\nhttps://www.marlowe-market.example/itm/55120001\nhttps://www.marlowe-market.example/itm/55120002\n\nPlease remove the listings within 48 hours.\n\nYours faithfully,\nPetra Salgado\nSalgado IP GmbH`,
  ],
  [
    'pen-register-order',
    `UNITED STATES DISTRICT COURT\nDISTRICT OF NEW EXAMPLE\n\nIN THE MATTER OF THE APPLICATION FOR AN ORDER AUTHORIZING A PEN REGISTER AND TRAP AND TRACE DEVICE\n\nNo. 25-mc-118\n\nORDER\n\nIT IS ORDERED, pursuant to 18 U.S.C. § 3123, that the provider shall install a pen register and trap and trace device on the account river.stone for sixty days.\n\nDated: July 9, 2025\n\nHon. Beatrix Quarrie\nUnited States Magistrate Judge`,
  ],
  [
    'non-disclosure-order',
    `UNITED STATES DISTRICT COURT\nWESTERN DISTRICT OF EXAMPLE\n\nIN RE GRAND JURY SUBPOENA 25-117\n\nNON-DISCLOSURE ORDER\n\nPursuant to 18 U.S.C. § 2705(b), Marlowe Marketplace, Inc. shall not disclose the existence of the attached subpoena to any person for one year.\n\nSO ORDERED this 2nd day of May, 2025.\n\nHon. Beatrix Quarrie\nUnited States Magistrate Judge`,
  ],
  [
    'regulator-inquiry',
    `CONSUMER PRODUCT SAFETY AUTHORITY OF EXAMPLIA\n\nReference: CPS/2025/889\n4 September 2025\n\nTo: Marlowe Marketplace, Inc.\n\nRequest for information\n\nWe are conducting an inquiry into the sale of recalled heaters. Please respond to the following questions by 30 September 2025:\n1. How many units of listing no. LST-900112 were sold?\n2. Which sellers offered them?\n\nYours sincerely,\nHugo Sample\nDirector`,
  ],
  [
    'privacy-request',
    `Betreff: Auskunft nach Art. 15 DSGVO\n\nSehr geehrte Damen und Herren,\n\nhiermit verlange ich Auskunft über die mich betreffenden personenbezogenen Daten gemäß Art. 15 DSGVO innerhalb eines Monats.\n\nMit freundlichen Grüßen\nJutta Feldkamp`,
  ],
  [
    'dsa-order-information',
    `DIGITAL SERVICES COORDINATOR OF EXAMPLIA\n\nORDER TO PROVIDE INFORMATION\n(Article 10 of Regulation (EU) 2022/2065)\n\nRef. DSC-2025-77\n\nTo: Marlowe Europe S.à r.l.\n\nYou are ordered to provide the identity of the trader behind "Glow Garden" no later than 15 October 2025.\n\nDone at Exampleville, 1 October 2025\nMilena Dragovic`,
  ],
  [
    'court-filing',
    `UNITED STATES DISTRICT COURT\nDISTRICT OF EXAMPLE\n\nACME WIDGETS LLC, Plaintiff, v. JOHN DOE, Defendant.\n\nCase No. 2:25-cv-00417\n\nCOMPLAINT FOR TRADEMARK INFRINGEMENT\nJURY TRIAL DEMANDED\n\nPlaintiff Acme Widgets LLC, by and through its attorneys, alleges as follows.\n\nWHEREFORE, Plaintiff prays for judgment.\n\nRespectfully submitted,\nGwen Abbot\nAttorney for Plaintiff`,
  ],
  [
    'notice-of-legal-action',
    `Dear GitHub,\n\nIn response to the counter notice, I write to give notice that we have filed an action seeking a court order to restrain the user from engaging in infringing activity, see 17 U.S.C. § 512(g)(2)(C). Please do not restore the material.\n\nRegards,\nHalcyon Software Ltd.`,
  ],
  [
    'brand-registry-notice',
    `Subject: Brand Registry - complaint ID 8871200341\n\nYour report a violation submission in Brand Registry concerns ASIN B0ABCD1234. The rights owner account must confirm the enrolled brand.`,
  ],
  [
    'mlat-request',
    `PROCURA DELLA REPUBBLICA\npresso il Tribunale di Esempio\n\nCommissione rogatoria / Letter of request for mutual legal assistance\n\nProc. pen. n. 4417/2025 R.G.N.R.\n\nThe requesting authority asks the Central Authority of the requested State to obtain records of the account "luna-moda".\n\nEsempio, 5 maggio 2025\nIl Procuratore\nFlaminia Rosati`,
  ],
  ['unknown', `Hello,\n\nlunch on Friday?\n\nBest,\nMo`],
];
