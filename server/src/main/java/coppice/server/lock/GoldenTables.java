package coppice.server.lock;

import coppice.server.commons.Mandate;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

/// All SQL about golden shares: who holds which, and what the holders consented to.
@Repository
class GoldenTables {
    private final Rows rows;

    GoldenTables(Rows rows) {
        this.rows = rows;
    }

    Optional<CommonsId> partner(CommonsId commons) {
        return rows.sql("select partner_id from lock.guard where commons_id = ?")
                .with(commons)
                .optional(CommonsId.class);
    }

    /// The partners, by the commons that they guard.
    Map<CommonsId, CommonsId> guardedBy(Collection<CommonsId> partners) {
        return rows.sql("select commons_id, partner_id from lock.guard where partner_id = any (?::uuid[])")
                .with(partners)
                .map(row -> row.value("commons_id", CommonsId.class), row -> row.value("partner_id", CommonsId.class));
    }

    void guard(CommonsId commons, Optional<CommonsId> partner) {
        if (partner.isEmpty())
            rows.sql("delete from lock.guard where commons_id = ?")
                    .with(commons)
                    .update();
        else rows.sql("""
                        insert into lock.guard (commons_id, partner_id) values (?, ?)
                        on conflict (commons_id) do update set partner_id = excluded.partner_id""").with(commons, partner).update();
    }

    /// What one held goes to another; nobody guards themselves.
    void passOn(CommonsId from, Optional<CommonsId> to) {
        rows.sql("update lock.guard set partner_id = ? where partner_id = ? and commons_id <> ?")
                .with(to.orElse(from), from, to.orElse(from))
                .update();
        rows.sql("delete from lock.guard where partner_id = ?").with(from).update();
    }

    /// A consent that was given.
    record Given(CommonsId forCommons, ProposalId proposalId) {}

    /// All that these have ever given.
    Set<Given> given(Collection<CommonsId> partners) {
        return Set.copyOf(rows.sql("""
                        select distinct for_commons, proposal_id from lock.consent where commons_id = any (?::uuid[])""").with(partners).list(Given.class));
    }

    void give(Mandate by, CommonsId other, ProposalId proposal, Instant now) {
        rows.sql("""
                        insert into lock.consent (commons_id, for_commons, proposal_id, decision_id, given_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                .with(by.commons().id(), other, proposal, by.decision(), now)
                .update();
    }
}
