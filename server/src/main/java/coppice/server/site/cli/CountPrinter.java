package coppice.server.site.cli;

import coppice.rules.money.Ratio;
import coppice.rules.voting.Committee;
import coppice.rules.voting.PairwiseBallots;
import coppice.rules.voting.RankedCount;
import coppice.rules.voting.ScoreBallots;
import coppice.rules.voting.StvCount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Counts as people read them at a terminal.
final class CountPrinter {
    private CountPrinter() {}

    static String figure(Ratio ratio) {
        return new BigDecimal(ratio.numerator())
                .divide(new BigDecimal(ratio.denominator()), 9, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }

    static String rounds(RankedCount count) {
        var text = new StringBuilder("%,d ballots, %,d of them blank%n".formatted(count.ballots(), count.undervotes()));
        for (var round : count.rounds()) {
            text.append("%nRound %d: %s elect%n".formatted(round.number(), figure(round.threshold())));
            round.tally().entrySet().stream()
                    .sorted(Map.Entry.<String, Ratio>comparingByValue().reversed())
                    .forEach(line -> text.append("%12s  %s%n".formatted(figure(line.getValue()), line.getKey())));
            var inactive = round.inactive();
            text.append("%12s  count for nobody any more%n"
                    .formatted(figure(inactive.exhausted()
                            .plus(inactive.overvotes())
                            .plus(inactive.repeated())
                            .plus(inactive.skipped())
                            .plus(inactive.surplus()))));
            for (var broken : count.ties())
                if (broken.round() == round.number())
                    text.append("%s %s a tie among %s, by %s%n"
                            .formatted(
                                    broken.chosen(),
                                    broken.isWinner() ? "wins" : "loses",
                                    String.join(", ", broken.among()),
                                    broken.rule()
                                            .name()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', ' ')));
            for (var fate : round.fates())
                text.append("%s %s%n".formatted(fate.candidate(), fate.isElected() ? "is elected" : "goes out"));
        }
        return text.append("%nElected: %s%n".formatted(String.join(", ", count.elected())))
                .toString();
    }

    static Map<String, Object> plain(RankedCount count) {
        var rounds = new ArrayList<Map<String, Object>>();
        for (var round : count.rounds()) {
            var fates = new ArrayList<Map<String, Object>>();
            for (var fate : round.fates()) {
                var one = new LinkedHashMap<String, Object>();
                one.put(fate.isElected() ? "elected" : "eliminated", fate.candidate());
                one.put("transfers", figures(fate.transfers()));
                one.put("exhausted", figure(fate.exhausted()));
                fates.add(one);
            }
            var one = new LinkedHashMap<String, Object>();
            one.put("round", round.number());
            one.put("threshold", figure(round.threshold()));
            one.put("tally", figures(round.tally()));
            one.put("results", fates);
            rounds.add(one);
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("ballots", count.ballots());
        all.put("undervotes", count.undervotes());
        all.put("elected", count.elected());
        all.put("rounds", rounds);
        all.put("ties", count.ties());
        return all;
    }

    private static Map<String, String> figures(Map<String, Ratio> ratios) {
        var figures = new LinkedHashMap<String, String>();
        ratios.forEach((name, ratio) -> figures.put(name, figure(ratio)));
        return figures;
    }

    static String steps(StvCount count) {
        var text =
                new StringBuilder("%,d ballots, the quota is %s%n".formatted(count.ballots(), figure(count.quota())));
        int round = -1;
        for (var step : count.steps()) {
            if (step.round() != round && step.round() > 0) text.append("%nRound %d%n".formatted(step.round()));
            round = step.round();
            String what = words(step.kind().name());
            text.append(
                    step.candidate().isEmpty() ? "%s%n".formatted(what) : "%s: %s%n".formatted(what, step.candidate()));
            if (step.kind() == StvCount.Kind.ELECT) continue;
            step.votes().entrySet().stream()
                    .filter(line -> line.getValue().signum() > 0)
                    .sorted(Map.Entry.<String, Ratio>comparingByValue().reversed())
                    .forEach(line -> text.append("%16s  %s%n".formatted(figure(line.getValue()), line.getKey())));
            if (step.nobody().signum() > 0) text.append("%16s  go to nobody%n".formatted(figure(step.nobody())));
        }
        for (var tie : count.ties())
            text.append("%nRound %d: %s are equal; %s is taken, by %s"
                    .formatted(
                            tie.round(),
                            String.join(", ", tie.among()),
                            tie.chosen(),
                            tie.byStage() ? "an earlier stage" : "the order given"));
        return text.append(elected(count.elected())).toString();
    }

    private static String words(String name) {
        String words = name.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String elected(List<String> names) {
        return "%n%nElected: %s%n".formatted(String.join(", ", names));
    }

    static String ranking(PairwiseBallots pairs, List<List<String>> ranking) {
        var text = new StringBuilder();
        var names = pairs.candidates();
        for (int a = 0; a < names.size(); a++)
            for (int b = 0; b < names.size(); b++)
                if (pairs.above(a, b) > pairs.above(b, a))
                    text.append("%12d : %-12d %s above %s%n"
                            .formatted(pairs.above(a, b), pairs.above(b, a), names.get(a), names.get(b)));
        text.append("%n".formatted());
        int place = 1;
        for (var group : ranking) {
            text.append("%d. %s%n".formatted(place, String.join(" = ", group)));
            place += group.size();
        }
        return text.toString();
    }

    static String committee(Committee committee) {
        var text = new StringBuilder();
        for (var step : committee.steps())
            text.append("%16s  %s%s%n"
                    .formatted(
                            figure(step.figure()),
                            step.candidate(),
                            step.among().size() > 1
                                    ? ", first in order among " + String.join(", ", step.among())
                                    : ""));
        if (committee.isTied()) text.append("Others would have done as well; the order given decided.%n".formatted());
        return text.append(elected(committee.members())).toString();
    }

    static String scores(List<ScoreBallots.Line> lines) {
        var text = new StringBuilder();
        for (var line : lines)
            text.append("%12d  %s (mean %s of %d)%n"
                    .formatted(line.sum(), line.option(), figure(line.mean()), line.people()));
        return text.toString();
    }
}
