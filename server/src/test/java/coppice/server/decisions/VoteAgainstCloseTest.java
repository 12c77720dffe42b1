package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Stance;
import coppice.server.Asking;
import coppice.server.Putting;
import coppice.server.decisions.Proposal.Reason;
import coppice.server.kernel.Id;
import coppice.server.polls.Poll;
import coppice.server.polls.SecretBallots.Vote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// A vote that is under way when the close comes: it is held in its middle, the close is let loose, then both go on.
/// What was acknowledged counts, whichever comes first.
class VoteAgainstCloseTest extends Asking {
    private final Decisions decisions = house.room(Decisions.class);
    private final Proposals proposals = house.room(Proposals.class);

    @Test
    void aBallotUnderWayIsCountedByTheClose() throws Exception {
        for (boolean isSecret : new boolean[] {false, true}) {
            var options = List.of("a", "b");
            var poll =
                    open(isSecret ? secret(Poll.Kind.CHOOSE, options, 1, 1) : draft(Poll.Kind.CHOOSE, options, 1, 1));
            for (int i = 0; i < 3; i++) vote(i, poll, Map.of(1, 1));
            race(
                    "polls.poll_voter",
                    "poll_id",
                    poll,
                    () -> polls.vote(
                            members.get(3),
                            poll,
                            new Vote(Map.of(0, 1), "", "", UUID.randomUUID().toString())),
                    () -> polls.poll(commons, poll));
            var closed = polls.poll(commons, poll);
            assertThat(closed.closed().orElseThrow().took()).isEqualTo(4);
            assertThat(counts.counted(commons, closed, Optional.empty()).ballots())
                    .extracting(Poll.Ballot::marks)
                    .contains(Map.of(0, 1));
        }
    }

    @Test
    void aStanceUnderWayIsCountedByTheClose() throws Exception {
        var proposal =
                Putting.propose(members.getFirst(), Optional.empty(), "", Map.of(), "A title", "A reason", "race");
        for (int i = 0; i < 3; i++) decisions.take(members.get(i), proposal, Stance.NO_OBJECTION, "");
        race(
                "decisions.voter",
                "proposal_id",
                proposal,
                () -> decisions.take(members.get(3), proposal, Stance.OBJECTION, "It would fall over"),
                () -> proposals.proposal(commons, proposal));
        var closed = proposals.proposal(commons, proposal).closed().orElseThrow();
        assertThat(closed.reason()).isEqualTo(Reason.OBJECTION_STANDS);
        assertThat(closed.took()).isEqualTo(4);
    }

    private void race(String table, String column, Id id, Runnable vote, Runnable close) throws Exception {
        try (var held = house.database().dataSource().getConnection();
                var pool = Executors.newFixedThreadPool(2)) {
            hold(held, table, column, id.value());
            Future<?> voting = pool.submit(vote);
            untilWaiting(1, voting);
            Future<?> closing = pool.submit(() -> house.later(LATER, () -> {
                close.run();
                return true;
            }));
            untilWaiting(2, closing);
            held.rollback();
            voting.get();
            closing.get();
        }
    }

    private void hold(Connection held, String table, String column, UUID id) throws Exception {
        held.setAutoCommit(false);
        try (PreparedStatement lock = held.prepareStatement(
                "select 1 from " + table + " where " + column + " = ? and party_id = ? for update")) {
            lock.setObject(1, id);
            lock.setObject(2, members.get(3).party().value());
            assertThat(lock.executeQuery().next()).isTrue();
        }
    }

    /// Until so many of our sessions wait for a lock, or the work is over without having waited.
    private void untilWaiting(int sessions, Future<?> work) {
        var waiting = house.sql().sql("""
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'""");
        while (!work.isDone() && waiting.query(Long.class).single() < sessions) Thread.onSpinWait();
    }
}
