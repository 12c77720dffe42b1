package coppice.rules.budgeting;

import coppice.rules.budgeting.Allocation.Chosen;
import coppice.rules.budgeting.Allocation.Reason;
import coppice.rules.budgeting.Allocation.Step;
import coppice.rules.money.Ratio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Voters earn at the same pace; a project is bought when those who want it have earned its cost since they
/// last paid.
final class Phragmen {
    private Phragmen() {}

    static Allocation of(Support support) {
        var loads = new ArrayList<>(List.of(Ratio.ZERO));
        int[] load = new int[support.counts().length];
        var open = new ArrayList<>(support.wanted());
        var chosen = new ArrayList<Chosen>();
        long left = support.votes().budget();
        while (!open.isEmpty()) {
            var times = new HashMap<Integer, Ratio>();
            for (int project : open) times.put(project, time(support, project, load, loads));
            var first = times.values().stream().min(Ratio::compareTo).orElseThrow();
            var next = open.stream()
                    .filter(project -> first.equals(times.get(project)))
                    .sorted(support.ties())
                    .toList();
            long fits = left;
            if (next.stream().anyMatch(project -> support.cost(project) > fits)) break;
            int project = next.getFirst();
            loads.add(first);
            for (int group : support.groups(project)) load[group] = loads.size() - 1;
            left -= support.cost(project);
            open.remove((Integer) project);
            chosen.add(new Chosen(project, Step.PHRAGMEN, first, support.voters(project)));
        }
        var reasons = support.tooFew();
        for (int project : open) reasons.put(project, new Reason.DoesNotFit(left));
        return new Allocation(support.votes(), support.utility(), Optional.empty(), List.copyOf(chosen), reasons);
    }

    /// When those who want it will have earned it.
    private static Ratio time(Support support, int project, int[] load, List<Ratio> loads) {
        var people = new long[loads.size()];
        for (int group : support.groups(project)) people[load[group]] += support.counts()[group];
        var sum = Ratio.of(support.cost(project));
        for (int i = 0; i < people.length; i++)
            if (people[i] > 0) sum = sum.plus(loads.get(i).times(Ratio.of(people[i])));
        return sum.dividedBy(Ratio.of(support.voters(project)));
    }
}
