package coppice.server.polls;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Killing;
import coppice.server.charter.Charters;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.identity.Identity;
import coppice.server.polls.SecretBallots.Vote;
import coppice.server.site.cli.DemoStory;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// A server of its own is killed with -9 while 32 people vote; what it had answered is there, once.
///
/// `-Dcoppice.kills=10` does it ten times (bin/drill votes).
class KilledWhileVotingTest extends Killing {
    private static final int PEOPLE = 32;
    private static final int ENOUGH = 150;

    private final List<String> tokens = new ArrayList<>();

    KilledWhileVotingTest() {
        super("killed");
    }

    private record Asked(PollId named, PollId secret) {}

    @Test
    void whatWasAcknowledgedIsThereOnce() throws Exception {
        int kills = Integer.getInteger("coppice.kills", 1);
        indoors(Clock.systemUTC(), this::people);
        for (int kill = 0; kill < kills; kill++) {
            var asked = indoors(Clock.systemUTC(), this::ask);
            var sent = new ConcurrentHashMap<Integer, Integer>();
            var acknowledged = new ConcurrentHashMap<Integer, Integer>();
            var keys = new HashMap<Integer, String>();
            for (int who = 0; who < PEOPLE; who++)
                keys.put(who, UUID.randomUUID().toString());
            var receipts = new ConcurrentHashMap<Integer, String>();
            voteUntilKilled(asked, keys, receipts, sent, acknowledged);
            assertThat(acknowledged).isNotEmpty();
            var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
            indoors(Clock.systemUTC(), house -> again(house, asked, keys, receipts));
            indoors(later, house -> counted(house, asked, sent, acknowledged));
        }
    }

    private Void people(ConfigurableApplicationContext house) {
        var story = new DemoStory(house);
        var commonses = house.getBean(Commonses.class);
        var charters = house.getBean(Charters.class);
        var commons = charters.found(
                story.person("Voter0"),
                "Killed",
                "killed",
                "EUR",
                house.getBean(Presets.class).charter(Preset.TIME_BANK, "For a drill"),
                "killed");
        for (int who = 0; who < PEOPLE; who++) {
            var account = story.person("Voter" + who);
            if (who > 0) commonses.join(account, commonses.invite((Steward) member(house, commons, 0), Role.MEMBER));
            tokens.add(house.getBean(Identity.class)
                    .issueToken(account.id(), "drill", Scope.CONTRIBUTE, Duration.ofHours(2))
                    .value());
        }
        return null;
    }

    private static Commons commons(ConfigurableApplicationContext house) {
        return house.getBean(Commonses.class).bySlug("killed").orElseThrow();
    }

    private static Member member(ConfigurableApplicationContext house, Commons commons, int who) {
        var account = new DemoStory(house).person("Voter" + who);
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return house.getBean(Commonses.class).standing(commons.slug(), viewer).member();
    }

    private Asked ask(ConfigurableApplicationContext house) {
        var polls = house.getBean(Polls.class);
        var counts = house.getBean(PollCounts.class);
        var asker = member(house, commons(house), 0);
        var ids = new ArrayList<PollId>();
        for (boolean isSecret : new boolean[] {false, true})
            ids.add(polls.open(
                    asker,
                    new PollDraft(
                            Optional.empty(),
                            "Drill",
                            "",
                            Poll.Kind.SCORE,
                            List.of("a", "b"),
                            "",
                            0,
                            1000,
                            Optional.empty(),
                            1,
                            isSecret,
                            Poll.Shows.ALWAYS,
                            7),
                    UUID.randomUUID().toString()));
        return new Asked(ids.get(0), ids.get(1));
    }

    private void voteUntilKilled(
            Asked asked,
            Map<Integer, String> keys,
            Map<Integer, String> receipts,
            Map<Integer, Integer> sent,
            Map<Integer, Integer> acknowledged)
            throws Exception {
        var answered = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(PEOPLE);
                var server = serve()) {
            var voters = new ArrayList<Future<?>>();
            for (int who = 0; who < PEOPLE; who++) {
                int voter = who;
                voters.add(pool.submit(() -> {
                    var taken =
                            post(server, voter, asked.secret(), keys.get(voter), "{\"marks\":{\"0\":" + voter + "}}");
                    if (taken.isEmpty()) return;
                    receipts.put(voter, taken.get().replaceAll("(?s).*\"receipt\":\"([^\"]+)\".*", "$1"));
                    for (int mark = 1; mark <= 1000; mark++) {
                        sent.put(voter, mark);
                        String body = "{\"marks\":{\"0\":" + mark + "}}";
                        if (post(server, voter, asked.named(), "n" + mark, body).isEmpty()) return;
                        acknowledged.put(voter, mark);
                        if (answered.incrementAndGet() == ENOUGH) server.kill();
                    }
                }));
            }
            for (var voter : voters) voter.get();
        }
    }

    /// The answer, or nothing when none came.
    private Optional<String> post(Doomed server, int who, PollId poll, String key, String body) {
        return server.post("/api/c/killed/polls/" + poll + "/ballots", tokens.get(who), key, body, 200);
    }

    /// Everyone sends their secret ballot again, with the same key: it is the same ballot with the same receipt.
    private Void again(
            ConfigurableApplicationContext house,
            Asked asked,
            Map<Integer, String> keys,
            Map<Integer, String> receipts) {
        var commons = commons(house);
        for (int who = 0; who < PEOPLE; who++) {
            String receipt = house.getBean(Polls.class)
                    .vote(member(house, commons, who), asked.secret(), new Vote(Map.of(0, who), "", "", keys.get(who)));
            if (receipts.containsKey(who)) assertThat(receipt).isEqualTo(receipts.get(who));
        }
        return null;
    }

    private Void counted(
            ConfigurableApplicationContext house,
            Asked asked,
            Map<Integer, Integer> sent,
            Map<Integer, Integer> acknowledged) {
        var polls = house.getBean(Polls.class);
        var counts = house.getBean(PollCounts.class);
        var commons = commons(house);
        var secret = polls.poll(commons, asked.secret());
        assertThat(counts.counted(commons, secret, Optional.empty()).ballots())
                .hasSize(PEOPLE)
                .extracting(ballot -> ballot.marks().getOrDefault(0, -1))
                .doesNotHaveDuplicates();
        var named = new HashMap<UUID, Integer>();
        for (var ballot : counts.counted(commons, polls.poll(commons, asked.named()), Optional.empty())
                .ballots())
            named.put(ballot.party().orElseThrow().value(), ballot.marks().getOrDefault(0, -1));
        for (int who = 0; who < PEOPLE; who++) {
            Integer there = named.get(member(house, commons, who).party().value());
            int least = acknowledged.getOrDefault(who, 0);
            if (least > 0) assertThat(there).isBetween(least, sent.get(who));
            else if (there != null) assertThat(there).isLessThanOrEqualTo(sent.getOrDefault(who, 0));
        }
        return null;
    }
}
