package coppice.server.polls.web;

import coppice.rules.money.Ratio;
import coppice.rules.voting.PollResult;
import coppice.rules.voting.PollResult.Chosen;
import coppice.rules.voting.PollResult.Pairs;
import coppice.rules.voting.PollResult.Rounds;
import coppice.rules.voting.PollResult.Runoff;
import coppice.rules.voting.PollResult.Sums;
import coppice.rules.voting.PollResult.Transfers;
import coppice.rules.voting.RankedCount;
import coppice.rules.voting.ScoreBallots;
import coppice.rules.voting.StvCount.Kind;
import coppice.server.polls.Poll;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A result as its page shows it: a picture with the figures beside it, and how it came about, in words.
///
/// @param bars   a line an option, for what is added up
/// @param rounds what happened round by round, for what is counted so
/// @param pairs  every option against every other, for what is compared so
/// @param how    one sentence a step
record PollView(List<Bar> bars, List<Round> rounds, List<Pair> pairs, List<String> how) {
    /// @param width  of 1000
    /// @param against true when more was given against it than for it
    record Bar(String option, String figure, String detail, long width, boolean against, boolean isWinner) {}

    /// @param segments the votes of everyone who stands, as parts of a bar of 1000
    record Round(int number, List<Segment> segments) {
        String figureOf(String option) {
            return segments.stream()
                    .filter(segment -> segment.option().equals(option))
                    .map(Segment::figure)
                    .findFirst()
                    .orElse("–");
        }
    }

    record Segment(String option, String figure, long start, long width, int tone) {}

    /// @param figures how many put this option above each of the others, in the order of the lines; empty against
    /// itself
    record Pair(String option, List<String> figures, List<Boolean> beats) {}

    static PollView of(Poll poll, PollResult result, Text said) {
        var figures = new Figures(said, poll.asked().weighted());
        return switch (result) {
            case Sums sums ->
                new PollView(bars(poll, sums.lines(), sums.winners(), figures), List.of(), List.of(), List.of());
            case Runoff runoff ->
                new PollView(
                        bars(poll, runoff.lines(), runoff.winners(), figures),
                        List.of(),
                        List.of(),
                        List.of(figures.text()
                                .say(
                                        "polls.how.runoff",
                                        runoff.runoff().finalists().getFirst(),
                                        runoff.runoff().finalists().getLast(),
                                        figures.count(runoff.runoff().first()),
                                        figures.count(runoff.runoff().second()))));
            case Chosen chosen ->
                new PollView(
                        bars(poll, chosen.lines(), chosen.winners(), figures),
                        List.of(),
                        List.of(),
                        chosen.committee().steps().stream()
                                .map(step -> step.among().size() > 1
                                        ? figures.text()
                                                .say(
                                                        "polls.how.chosen-by-lot",
                                                        step.candidate(),
                                                        String.join(", ", step.among()))
                                        : figures.text().say("polls.how.chosen", step.candidate()))
                                .toList());
            case Rounds rounds -> rounds(rounds, figures);
            case Transfers transfers -> transfers(transfers, figures);
            case Pairs pairs -> pairs(pairs, figures);
        };
    }

    private static List<Bar> bars(Poll poll, List<ScoreBallots.Line> lines, List<String> winners, Figures figures) {
        long most = Math.max(
                1, lines.stream().mapToLong(line -> Math.abs(line.sum())).max().orElse(1));
        return lines.stream()
                .map(line -> new Bar(
                        label(poll, line.option(), figures.text()),
                        figures.number(line.sum()),
                        poll.kind() == Poll.Kind.SCORE
                                ? figures.text()
                                        .say(
                                                "polls.mean",
                                                plain(line.mean(), figures.text()),
                                                figures.number(line.people()))
                                : figures.text().say("polls.gave", figures.count(line.people())),
                        Math.abs(line.sum()) * 1000 / most,
                        line.sum() < 0,
                        !poll.isOpen() && poll.kind().hasWinners() && winners.contains(line.option())))
                .toList();
    }

    /// What an option is called on the page.
    static String label(Poll poll, String option, Text text) {
        return poll.kind() == Poll.Kind.CHECK ? text.of("polls.check", Poll.Check.valueOf(option)) : option;
    }

    /// What stands on a ballot, in words.
    static List<String> marks(Poll poll, Poll.Ballot ballot, Text text) {
        var marks = new ArrayList<>(ballot.marks().entrySet());
        boolean isRanked = poll.kind() == Poll.Kind.RANKED;
        marks.sort(
                isRanked
                        ? Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey())
                        : Map.Entry.comparingByKey());
        return marks.stream()
                .map(mark -> {
                    String option = label(poll, poll.options().get(mark.getKey()), text);
                    return switch (poll.kind()) {
                        case CHOOSE, CHECK, QUESTION, ADVICE -> option;
                        case TIME ->
                            text.say("polls.marked", option, text.of("polls.time", Poll.Fits.of(mark.getValue())));
                        case RANKED -> text.say("polls.marked", text.number(mark.getValue()), option);
                        case SCORE, DOTS, QUADRATIC -> text.say("polls.marked", option, text.number(mark.getValue()));
                    };
                })
                .toList();
    }

    /// Says numbers of voices: whole ones, or hundredths where voices have weights.
    private record Figures(Text text, boolean hundredths) {
        Object count(long units) {
            return hundredths ? BigDecimal.valueOf(units, 2) : (Object) units;
        }

        String number(long units) {
            return hundredths ? text.number(BigDecimal.valueOf(units, 2)) : text.number(units);
        }

        Ratio voices(Ratio units) {
            return hundredths ? units.dividedBy(Ratio.of(100)) : units;
        }
    }

    private static String figure(Ratio units, Figures figures) {
        return plain(figures.voices(units), figures.text());
    }

    private static String plain(Ratio ratio, Text text) {
        return text.number(new BigDecimal(ratio.numerator())
                .divide(new BigDecimal(ratio.denominator()), 5, RoundingMode.HALF_UP)
                .stripTrailingZeros());
    }

    private static Round round(int number, Map<String, Ratio> tally, Map<String, Integer> tones, Figures figures) {
        var sum = tally.values().stream().reduce(Ratio.ZERO, Ratio::plus);
        var segments = new ArrayList<Segment>();
        var before = Ratio.ZERO;
        for (var line : tally.entrySet()) {
            long start = part(before, sum);
            before = before.plus(line.getValue());
            long end = part(before, sum);
            segments.add(new Segment(
                    line.getKey(),
                    figure(line.getValue(), figures),
                    start,
                    end - start,
                    tones.getOrDefault(line.getKey(), 0)));
        }
        return new Round(number, segments);
    }

    private static long part(Ratio of, Ratio all) {
        return all.signum() == 0 ? 0 : of.times(Ratio.of(1000)).dividedBy(all).floor();
    }

    private static Map<String, Integer> tones(Iterable<String> options) {
        var tones = new LinkedHashMap<String, Integer>();
        for (var option : options) tones.put(option, tones.size() % 6);
        return tones;
    }

    private static PollView rounds(Rounds rounds, Figures figures) {
        var shown = new ArrayList<Round>();
        var how = new ArrayList<String>();
        var count = rounds.count();
        var tones = tones(count.rounds().getFirst().tally().keySet());
        for (var round : count.rounds()) {
            shown.add(round(round.number(), round.tally(), tones, figures));
            for (var tie : count.ties())
                if (tie.round() == round.number())
                    how.add(figures.text()
                            .say(
                                    tie.isWinner() ? "polls.how.lot" : "polls.how.lot-out",
                                    round.number(),
                                    String.join(", ", tie.among()),
                                    tie.chosen()));
            for (var fate : round.fates()) how.add(fate(round, fate, figures));
        }
        return new PollView(List.of(), shown, List.of(), how);
    }

    private static String fate(RankedCount.Round round, RankedCount.Fate fate, Figures figures) {
        var votes = round.tally().getOrDefault(fate.candidate(), Ratio.ZERO);
        if (fate.isElected())
            return figures.text()
                    .say(
                            votes.compareTo(round.threshold()) >= 0 ? "polls.how.has" : "polls.how.last",
                            round.number(),
                            fate.candidate(),
                            figure(votes, figures),
                            figure(round.threshold(), figures));
        return figures.text()
                .say(
                        "polls.how.out",
                        round.number(),
                        fate.candidate(),
                        votes.signum() == 0
                                ? figures.text().say("polls.how.had-none")
                                : moved(fate.transfers(), figures));
    }

    private static String moved(Map<String, Ratio> transfers, Figures figures) {
        if (transfers.isEmpty()) return figures.text().say("polls.how.to-nobody");
        return String.join(
                ", ",
                transfers.entrySet().stream()
                        .map(line ->
                                figures.text().say("polls.how.to", figure(line.getValue(), figures), line.getKey()))
                        .toList());
    }

    private static PollView transfers(Transfers transfers, Figures figures) {
        var shown = new ArrayList<Round>();
        var how = new ArrayList<String>();
        var count = transfers.count();
        var tones = tones(count.steps().getFirst().votes().keySet());
        for (var tie : count.ties())
            how.add(figures.text()
                    .say(
                            tie.byStage() ? "polls.how.stage" : "polls.how.lot",
                            tie.round(),
                            String.join(", ", tie.among()),
                            tie.chosen()));
        for (var step : count.steps()) {
            if (step.kind() == Kind.BEGIN
                    || step.kind() == Kind.TRANSFER_SURPLUS
                    || step.kind() == Kind.TRANSFER_DEFEATED
                    || step.kind() == Kind.END) shown.add(round(shown.size() + 1, step.votes(), tones, figures));
            if (step.candidate().isEmpty()) continue;
            figures.text()
                    .maybe(
                            "polls.how.step",
                            step.kind(),
                            step.round(),
                            step.candidate(),
                            figure(step.votes().getOrDefault(step.candidate(), Ratio.ZERO), figures),
                            figure(step.quota(), figures))
                    .ifPresent(how::add);
        }
        return new PollView(List.of(), shown, List.of(), how);
    }

    private static long above(Pairs pairs, String option, String other) {
        return pairs.above().getOrDefault(option, Map.of()).getOrDefault(other, 0L);
    }

    private static PollView pairs(Pairs pairs, Figures figures) {
        var lines = new ArrayList<Pair>();
        for (var option : pairs.above().keySet()) {
            var row = new ArrayList<String>();
            var beats = new ArrayList<Boolean>();
            for (var other : pairs.above().keySet()) {
                boolean isSame = option.equals(other);
                long ours = above(pairs, option, other);
                row.add(isSame ? "" : figures.number(ours));
                beats.add(!isSame && ours > above(pairs, other, option));
            }
            lines.add(new Pair(option, row, beats));
        }
        var how = new ArrayList<String>();
        how.add(
                pairs.beatsEveryone().isPresent()
                        ? figures.text()
                                .say(
                                        "polls.how.beats-everyone",
                                        pairs.beatsEveryone().get())
                        : figures.text().say("polls.how.nobody-beats"));
        int place = 1;
        for (var group : pairs.ranking())
            how.add(figures.text().say("polls.how.place", place++, String.join(", ", group)));
        return new PollView(List.of(), List.of(), lines, how);
    }
}
