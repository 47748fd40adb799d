import type { CaseRow } from '../../../contract/cases.ts';
import type { PacketRow } from '../../../contract/packets.ts';
import { dayText, whenText } from '../../platform/dates.ts';
import { RowList } from '../../ui/row-list.tsx';
import { Seal } from '../../ui/seal.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import layout from '../../ui/layout.module.css';
import { groupPackets, packetState } from './packet-state.ts';
import styles from './packet-list.module.css';

/** Props of {@link PacketList}. `chosen` is a packet's or a case's id. */
export interface PacketListProps {
  readonly packets: readonly PacketRow[];
  readonly toSeal: readonly CaseRow[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly zone: string;
  readonly nowMs: number;
}

/** Packets and cases ready to seal, grouped by what they need. */
export const PacketList = ({ packets, toSeal, chosen, onChoose, zone, nowMs }: PacketListProps) => (
  <nav aria-label="Packets" className={layout.scroll}>
    {toSeal.length > 0 ? (
      <section>
        <h2 className={layout.sectionHead}>
          Ready to seal <span className={layout.count}>{toSeal.length}</span>
        </h2>
        <RowList
          label="Ready to seal"
          items={toSeal}
          idOf={(row) => row.id}
          textOf={(row) => row.number}
          chosen={chosen}
          onChoose={onChoose}
          row={(row) => (
            <Row seal={<Seal packetId={null} />} title={row.number} aside={row.dueOn ? `due ${dayText(row.dueOn, 'short')}` : ''}>
              <StatePill tone="good" bare size="small">
                Approved
              </StatePill>
              <span className={styles.more}>{row.title}</span>
            </Row>
          )}
        />
      </section>
    ) : null}
    {groupPackets(packets).map((group) => (
      <section key={group.id}>
        <h2 className={layout.sectionHead}>
          {group.name} <span className={layout.count}>{group.packets.length}</span>
        </h2>
        <RowList
          label={group.name}
          items={group.packets}
          idOf={(packet) => packet.packetId}
          textOf={(packet) => `${packet.caseNumber} revision ${packet.revision}`}
          chosen={chosen}
          onChoose={onChoose}
          row={(packet) => {
            const state = packetState(packet, zone, nowMs);
            return (
              <Row
                seal={<Seal packetId={packet.packetId} />}
                title={`${packet.caseNumber} r${packet.revision}`}
                aside={whenText(packet.sealed.atMs, zone, nowMs)}
              >
                <StatePill tone={state.tone} icon={state.icon} bare size="small">
                  {state.name}
                </StatePill>
                <span className={styles.more}>{state.more}</span>
              </Row>
            );
          }}
        />
      </section>
    ))}
  </nav>
);

const Row = ({
  seal,
  title,
  aside,
  children,
}: {
  readonly seal: React.ReactNode;
  readonly title: string;
  readonly aside: string;
  readonly children: React.ReactNode;
}) => (
  <div className={styles.row}>
    {seal}
    <div className={layout.grow}>
      <div className={styles.first}>
        <span className={styles.title}>{title}</span>
        <span className={styles.aside}>{aside}</span>
      </div>
      <div className={styles.second}>{children}</div>
    </div>
  </div>
);
