package coppice.server.polls;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Asking;
import coppice.server.House;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Refused;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.SecretBallots.Vote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Secret ballots, and votes that come all at once.
public class SecretPollsTest extends Asking {
    /// After the close nothing in the database leads from a ballot to a person: no column, no transaction, no order.
    @Test
    void nobodyCanTieASecretBallotToAPerson() {
        var names = IntStream.range(0, 40).mapToObj(i -> "Voter" + i).toList();
        for (var name : names) {
            commonses.join(house.story().person(name), commonses.invite((Steward) members.getFirst(), Role.MEMBER));
            members.add(member(name));
        }
        var poll = open(secret(Kind.SCORE, List.of("a", "b"), 0, 1000));
        var receipts = new ArrayList<String>();
        for (int i = 0; i < members.size(); i++) receipts.add(vote(i, poll, Map.of(0, i, 1, 1000 - i)));
        assertThat(new HashSet<>(receipts)).hasSize(members.size());
        assertThat(counts.mayRead(
                        commons,
                        polls.poll(commons, poll),
                        Optional.of(members.getFirst().party())))
                .isFalse();
        assertThat(refusal(() -> vote(0, poll, Map.of(0, 1))).code()).isEqualTo("ballot-already-cast");
        polls.vote(members.getFirst(), poll, new Vote(Map.of(0, 777), "", receipts.getFirst(), "again"));
        close(poll);

        assertThat(counts.byReceipt(commons, poll, receipts.get(5).toLowerCase(java.util.Locale.ROOT))
                        .marks())
                .isEqualTo(Map.of(0, 5, 1, 995));
        assertThat(counts.byReceipt(commons, poll, receipts.getFirst()).marks()).isEqualTo(Map.of(0, 777));
        assertThat(refusal(() -> counts.byReceipt(commons, poll, "ABCD-EFGH")).code())
                .isEqualTo("receipt-unknown");

        var sql = house.sql();
        assertThat(sql.sql("select count(*) from polls.sealed_ballot where subject_id = ?")
                        .param(poll.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select count(*) from polls.ballot where poll_id = ?")
                        .param(poll.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select distinct xmin::text from polls.secret_ballot where subject_id = ?")
                        .param(poll.value())
                        .query(String.class)
                        .list())
                .as("transactions that wrote ballots")
                .hasSize(1);
        assertThat(sql.sql("select distinct xmin::text from polls.poll_voter where poll_id = ?")
                        .param(poll.value())
                        .query(String.class)
                        .list())
                .as("transactions that wrote voters")
                .hasSize(1);
        var inOrder = sql.sql("select receipt from polls.secret_ballot where subject_id = ? order by ctid")
                .param(poll.value())
                .query(String.class)
                .list();
        assertThat(inOrder).isSorted();
        var digests = receipts.stream().map(Ids::digest).collect(Collectors.toSet());
        assertThat(inOrder).containsExactlyInAnyOrderElementsOf(digests);
        everyColumnThatCouldJoin(poll, receipts);
    }

    /// No value of a ballot's row stands anywhere in a row that names a person.
    private void everyColumnThatCouldJoin(PollId poll, List<String> receipts) {
        noValueOfABallotStandsElsewhere(house, receipts);
    }

    public static void noValueOfABallotStandsElsewhere(House house, List<String> receipts) {
        var sql = house.sql();
        var tables = sql.sql("""
                        select table_schema || '.' || table_name from information_schema.tables
                        where table_schema not in ('pg_catalog', 'information_schema', 'migrations')
                          and table_type = 'BASE TABLE'""").query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(25);
        for (var table : tables) {
            if (table.equals("polls.secret_ballot")) continue;
            for (var receipt : receipts)
                assertThat(sql.sql("select count(*) from " + table + " t where t::text like ? or t::text like ?")
                                .params("%" + receipt + "%", "%" + Ids.digest(receipt) + "%")
                                .query(Long.class)
                                .single())
                        .as(table)
                        .isZero();
        }
        assertThat(sql.sql("""
                                select column_name from information_schema.columns
                                where table_schema = 'polls' and table_name = 'secret_ballot' order by 1""").query(String.class).list())
                .containsExactly("commons_id", "marks", "receipt", "subject_id", "words");
    }

    @Test
    void soFewThatItWouldNotBeSecretAreNotCounted() {
        var poll = open(secret(Kind.CHOOSE, List.of("a", "b"), 1, 1));
        vote(0, poll, Map.of(0, 1));
        vote(1, poll, Map.of(1, 1));
        var closed = house.later(LATER, () -> polls.poll(commons, poll));
        assertThat(closed.closed().orElseThrow().reason()).isEqualTo(Poll.Reason.TOO_FEW_FOR_SECRECY);
        assertThat(closed.closed().orElseThrow().winners()).isEmpty();
        assertThat(counts.counted(commons, closed, Optional.empty()).ballots()).isEmpty();
        assertThat(house.sql()
                        .sql("select count(*) from polls.sealed_ballot where subject_id = ?")
                        .param(poll.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /// A double click gives one receipt; a key that could be guessed does not make one.
    @Test
    void theSameClickTwiceIsOneBallotWithOneReceipt() {
        var poll = open(secret(Kind.CHOOSE, List.of("a", "b"), 1, 1));
        var click = new Vote(Map.of(0, 1), "", "", UUID.randomUUID().toString());
        String receipt = polls.vote(members.get(1), poll, click);
        assertThat(polls.vote(members.get(1), poll, click)).isEqualTo(receipt);
        var guessed = new Vote(Map.of(0, 1), "", "", "1");
        polls.vote(members.get(2), poll, guessed);
        assertThat(refusal(() -> polls.vote(members.get(2), poll, guessed)).code())
                .isEqualTo("ballot-already-cast");
        assertThat(counts.part(
                                commons,
                                polls.poll(commons, poll),
                                members.getFirst().party())
                        .turnout()
                        .took())
                .isEqualTo(2);
    }

    /// Many at once, double clicks, changes of mind, and a close in the middle: one ballot each, none lost that was
    /// acknowledged, none taken after the close.
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void votesUnderLoad(boolean isSecret) throws Exception {
        for (int i = 0; i < 28; i++) {
            var name = "Voter" + i;
            commonses.join(house.story().person(name), commonses.invite((Steward) members.getFirst(), Role.MEMBER));
            members.add(member(name));
        }
        for (int round = 0; round < 5; round++) {
            var poll = open(
                    isSecret
                            ? secret(Kind.SCORE, List.of("a", "b"), 0, 1000)
                            : draft(Kind.SCORE, List.of("a", "b"), 0, 1000));
            var tasks = new ArrayList<Callable<String>>();
            var acknowledged = java.util.concurrent.ConcurrentHashMap.<Integer>newKeySet();
            var after = java.util.concurrent.ConcurrentHashMap.<Integer>newKeySet();
            var isClosed = new java.util.concurrent.atomic.AtomicBoolean();
            for (int i = 0; i < members.size(); i++) {
                int who = i;
                var key = UUID.randomUUID().toString();
                for (int click = 0; click < 2; click++)
                    tasks.add(() -> {
                        boolean late = isClosed.get();
                        try {
                            polls.vote(members.get(who), poll, new Vote(Map.of(0, who), "", "", key));
                            acknowledged.add(who);
                            if (late) after.add(who);
                            return "taken";
                        } catch (Refused refused) {
                            return refused.refusal().code();
                        }
                    });
            }
            tasks.add(tasks.size() / 2, () -> {
                house.sql()
                        .sql("update polls.poll set closes_at = opened_at + interval '1 microsecond' where id = ?")
                        .param(poll.value())
                        .update();
                polls.poll(commons, poll);
                isClosed.set(true);
                return "closed";
            });
            try (var pool = Executors.newFixedThreadPool(32)) {
                for (var done : pool.invokeAll(tasks)) assertThat(done.get()).isIn("taken", "already-closed", "closed");
            }
            var closed = polls.poll(commons, poll);
            var ballots = counts.counted(commons, closed, Optional.empty()).ballots();
            assertThat(after).as("taken after the close").isEmpty();
            if (closed.closed().orElseThrow().reason() == Poll.Reason.COUNTED)
                assertThat(ballots.stream()
                                .map(ballot -> ballot.marks().getOrDefault(0, -1))
                                .toList())
                        .containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }
}
