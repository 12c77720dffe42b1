package coppice.server.polls.web;

import coppice.rules.voting.PollRule;
import coppice.rules.voting.ScoreBallots;
import coppice.rules.voting.files.BallotFile;
import coppice.rules.voting.files.Blt;
import coppice.server.commons.Standing;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.polls.Poll;
import coppice.server.polls.Poll.Ballot;
import coppice.server.polls.PollCounts;
import coppice.server.polls.PollId;
import coppice.server.polls.PollRefusal;
import coppice.server.polls.Polls;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Download;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.json.JsonMapper;

/// The record of a closed poll: ballots without names, the rule and what came of it, for anyone to count again.
@Controller
class PollFiles {
    private final Polls polls;
    private final PollCounts counts;
    private final JsonMapper json;

    PollFiles(Polls polls, PollCounts counts, JsonMapper json) {
        this.polls = polls;
        this.counts = counts;
        this.json = json;
    }

    private record Closed(Poll poll, PollRule rule, PollCounts.Counted counted) {}

    private Closed closed(Standing standing, PollId id) {
        var poll = polls.poll(standing.member(), id);
        var rule = poll.rule().orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        if (poll.isOpen()) throw new Refused(new PollRefusal.StillOpen(poll.closesAt()));
        var me = standing.membership().map(membership -> membership.party());
        return new Closed(poll, rule, counts.counted(standing.commons(), poll, me));
    }

    /// Ballots in an order that says nothing about people: by what is marked, or by receipt.
    private static List<Ballot> inOrder(Closed closed) {
        if (closed.poll().secret()) return closed.counted().ballots();
        return closed.counted().ballots().stream()
                .sorted(Comparator.comparing(ballot -> new TreeMap<>(ballot.marks()).toString()))
                .toList();
    }

    static Map<String, Object> record(Poll poll, PollRule rule, PollCounts.Counted counted, List<Ballot> ballots) {
        var outcome = poll.closed().orElseThrow();
        var record = new LinkedHashMap<String, Object>();
        record.put("poll", poll.id().toString());
        record.put("title", poll.title());
        record.put("kind", poll.kind().name());
        record.put("options", poll.options());
        record.put("least", rule.form().least());
        record.put("most", rule.form().most());
        record.put("method", rule.method().name());
        record.put("seats", rule.seats());
        record.put("seed", rule.seed());
        record.put("seedFingerprint", PollCounts.fingerprint(rule));
        record.put("electorate", poll.asked().electorate());
        record.put("weighted", poll.asked().weighted());
        record.put("secret", poll.secret());
        record.put("openedAt", poll.openedAt().toString());
        record.put("closedAt", outcome.at().toString());
        record.put("outcome", outcome.reason().name());
        record.put("eligible", outcome.eligible());
        record.put("took", outcome.took());
        record.put("winners", outcome.winners());
        record.put("decidedByLot", outcome.isTied());
        record.put(
                "ballots", ballots.stream().map(ballot -> ballot(poll, ballot)).toList());
        counted.result().ifPresent(result -> record.put("count", result));
        return record;
    }

    private static Map<String, Object> ballot(Poll poll, Ballot ballot) {
        var one = new LinkedHashMap<String, Object>();
        if (poll.asked().weighted()) one.put("weightHundredths", ballot.weightHundredths());
        if (!ballot.receipt().isEmpty()) one.put("receiptSha256", ballot.receipt());
        one.put("marks", new TreeMap<>(ballot.marks()));
        return one;
    }

    @GetMapping("/c/{slug}/polls/{poll}/record.json")
    @Allow(Access.MEMBER)
    Download record(Standing standing, @PathVariable PollId poll) {
        var closed = closed(standing, poll);
        var record = record(closed.poll(), closed.rule(), closed.counted(), inOrder(closed));
        return Download.text(
                "record.json",
                MediaType.APPLICATION_JSON_VALUE,
                json.writerWithDefaultPrettyPrinter().writeValueAsString(record));
    }

    @GetMapping("/c/{slug}/polls/{poll}/ballots.csv")
    @Allow(Access.MEMBER)
    Download csv(Standing standing, @PathVariable PollId poll) {
        var closed = closed(standing, poll);
        var options = closed.poll().options();
        return Download.csv("ballots.csv", csv -> {
            boolean weighted = closed.poll().asked().weighted();
            var head = new ArrayList<>(options);
            if (weighted) head.addFirst("weightHundredths");
            csv.add(head.toArray(String[]::new));
            for (var ballot : inOrder(closed)) {
                var row = new ArrayList<String>();
                if (weighted) row.add(String.valueOf(ballot.weightHundredths()));
                for (int i = 0; i < options.size(); i++) {
                    var mark = ballot.marks().get(i);
                    row.add(mark == null ? "" : mark.toString());
                }
                csv.add(row.toArray(String[]::new));
            }
        });
    }

    @GetMapping("/c/{slug}/polls/{poll}/ballots.blt")
    @Allow(Access.MEMBER)
    Download blt(Standing standing, @PathVariable PollId poll) {
        var closed = closed(standing, poll);
        if (closed.poll().kind() != Poll.Kind.RANKED) throw new Refused(new KernelRefusal.NotFound());
        var counts = new LinkedHashMap<Map<Integer, Integer>, Long>();
        for (var ballot : inOrder(closed))
            counts.merge(
                    ballot.marks(),
                    closed.poll().asked().weighted() ? (long) ballot.weightHundredths() : 1L,
                    Long::sum);
        var file = new BallotFile(
                closed.poll().title(),
                closed.rule().seats(),
                Set.of(),
                closed.poll().options(),
                PollRule.ranked(closed.poll().options(), counts),
                ScoreBallots.none(closed.poll().options()));
        return Download.text("ballots.blt", "text/plain", Blt.write(file));
    }
}
