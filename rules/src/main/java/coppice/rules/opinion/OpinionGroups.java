package coppice.rules.opinion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Groups of people who answer statements alike, and the statements on which all groups agree.
///
/// As Polis does it (Small, Bjorkegren, Erkkilä, Shaw and Megill, Polis: Scaling deliberation by mapping
/// high dimensional opinion spaces, 2021): answers are put on the two axes along which they differ most
/// (principal components), people who answered little are moved out in proportion, and k-means finds two to
/// five groups, as many as stand apart best (silhouette). Unlike there, nothing begins at random: the same
/// answers give the same groups. Nothing here is counted as a vote, so it may be floating point; what comes
/// out are whole numbers.
public final class OpinionGroups {
    /// Who answered fewer statements is placed in no group.
    public static final int FEWEST_ANSWERS = 7;

    /// In no group.
    public static final int NO_GROUP = -1;

    private static final int MOST_GROUPS = 5;
    private static final int ROUNDS = 200;

    /// Of more people every second, every third and so on is asked how far the groups stand apart.
    private static final int MOST_LOOKED_AT = 1000;

    /// More groups are taken only when they stand apart so much better.
    private static final int CLEARLY_MORE_PERCENT = 5;

    private OpinionGroups() {}

    /// Where somebody stands on the picture, in thousandths of its width and height from the middle.
    public record Place(int x, int y) {}

    /// @param agree    people of the group who agree with the statement
    /// @param disagree people of it who disagree
    /// @param answered people of it who answered it, those who passed included
    public record Answers(int agree, int disagree, int answered) {}

    /// What was found.
    ///
    /// @param groupOf for each participant the group, from 0, the largest first, or [#NO_GROUP]
    /// @param places  for each participant
    /// @param answers for each group, for each statement
    /// @param common  statements with which more than 60 in 100 of those who answered agree in every
    /// group, the most agreed first
    public record Found(List<Integer> groupOf, List<Place> places, List<List<Answers>> answers, List<Integer> common) {
        public int groups() {
            return answers.size();
        }
    }

    /// Finds groups.
    ///
    /// @param answers    for each participant 1, 0 (pass) or -1 by statement number
    /// @param statements how many there are
    public static Found find(List<Map<Integer, Integer>> answers, int statements) {
        int fewest = Math.min(FEWEST_ANSWERS, statements);
        var people = IntStream.range(0, answers.size())
                .filter(i -> answers.get(i).size() >= fewest)
                .toArray();
        var points = points(answers, people, statements);
        var best = people.length < 3 ? new int[people.length] : grouped(points);
        int groups = Arrays.stream(best).max().orElse(-1) + 1;
        var order = bySize(best, groups);
        var groupOf = new Integer[answers.size()];
        Arrays.fill(groupOf, NO_GROUP);
        var places = new Place[answers.size()];
        Arrays.fill(places, new Place(0, 0));
        double[] widest = {1e-9};
        for (var point : points) for (double coordinate : point) widest[0] = Math.max(widest[0], Math.abs(coordinate));
        for (int i = 0; i < people.length; i++) {
            groupOf[people[i]] = order[best[i]];
            places[people[i]] = new Place((int) Math.round(points[i][0] / widest[0] * 1000), (int)
                    Math.round(points[i][1] / widest[0] * 1000));
        }
        var counted = count(answers, List.of(groupOf), statements, groups);
        return new Found(List.of(groupOf), List.of(places), counted, common(counted, statements));
    }

    private static int[] bySize(int[] groups, int count) {
        var sizes = new int[count];
        for (int group : groups) sizes[group]++;
        var sorted = IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> sizes[b] - sizes[a])
                .toList();
        var order = new int[count];
        for (int place = 0; place < count; place++) order[sorted.get(place)] = place;
        return order;
    }

    private static List<List<Answers>> count(
            List<Map<Integer, Integer>> answers, List<Integer> groupOf, int statements, int groups) {
        var counts = new int[groups][statements][3];
        for (int i = 0; i < answers.size(); i++) {
            int group = groupOf.get(i);
            if (group == NO_GROUP) continue;
            answers.get(i).forEach((statement, answer) -> {
                counts[group][statement][2]++;
                if (answer > 0) counts[group][statement][0]++;
                if (answer < 0) counts[group][statement][1]++;
            });
        }
        return Arrays.stream(counts)
                .map(group -> Arrays.stream(group)
                        .map(one -> new Answers(one[0], one[1], one[2]))
                        .toList())
                .toList();
    }

    /// By the share in the group that agrees least.
    private static List<Integer> common(List<List<Answers>> counted, int statements) {
        var least = new int[statements];
        for (int s = 0; s < statements; s++) {
            least[s] = counted.isEmpty() ? 0 : 1000;
            for (var group : counted)
                least[s] = Math.min(
                        least[s],
                        group.get(s).answered() == 0
                                ? 0
                                : group.get(s).agree() * 1000 / group.get(s).answered());
        }
        return IntStream.range(0, statements)
                .filter(s -> least[s] > 600)
                .boxed()
                .sorted((a, b) -> least[b] - least[a])
                .toList();
    }

    /// Coordinates along the two axes on which the answers differ most.
    private static double[][] points(List<Map<Integer, Integer>> answers, int[] people, int statements) {
        var table = new double[people.length][statements];
        for (int s = 0; s < statements; s++) {
            double sum = 0;
            int answered = 0;
            for (int person : people) {
                var answer = answers.get(person).get(s);
                if (answer == null) continue;
                sum += answer;
                answered++;
            }
            double mean = answered == 0 ? 0 : sum / answered;
            for (int i = 0; i < people.length; i++) {
                var answer = answers.get(people[i]).get(s);
                table[i][s] = answer == null ? 0 : answer - mean;
            }
        }
        var first = axis(table, statements, new double[0][]);
        var second = axis(table, statements, new double[][] {first});
        var points = new double[people.length][2];
        for (int i = 0; i < people.length; i++) {
            double far = Math.sqrt((double) statements / answers.get(people[i]).size());
            for (int s = 0; s < statements; s++) {
                points[i][0] += table[i][s] * first[s] * far;
                points[i][1] += table[i][s] * second[s] * far;
            }
        }
        return points;
    }

    /// The direction of the largest spread, at right angles to those before: by multiplying again and again.
    private static double[] axis(double[][] table, int statements, double[][] before) {
        var axis = new double[statements];
        for (int s = 0; s < statements; s++) axis[s] = 1 + (s % 7) / 10.0;
        for (int round = 0; round < ROUNDS; round++) {
            for (var other : before) {
                double along = 0;
                for (int s = 0; s < statements; s++) along += axis[s] * other[s];
                for (int s = 0; s < statements; s++) axis[s] -= along * other[s];
            }
            var next = new double[statements];
            for (var row : table) {
                double along = 0;
                for (int s = 0; s < statements; s++) along += row[s] * axis[s];
                for (int s = 0; s < statements; s++) next[s] += along * row[s];
            }
            double length = 0;
            for (double part : next) length += part * part;
            length = Math.sqrt(length);
            if (length < 1e-12) break;
            for (int s = 0; s < statements; s++) axis[s] = next[s] / length;
        }
        return axis;
    }

    /// The fewest groups that stand apart as well as any.
    private static int[] grouped(double[][] points) {
        int[] best = new int[points.length];
        double[] most = {-2};
        for (int k = 2; k <= Math.min(MOST_GROUPS, points.length - 1); k++) {
            int[] groups = means(points, k);
            if (Arrays.stream(groups).distinct().count() < k) continue;
            var silhouette = silhouettes(points, groups, k);
            double sum = Arrays.stream(silhouette).sum() * Math.max(1, points.length / MOST_LOOKED_AT) / points.length;
            if (sum > most[0] + CLEARLY_MORE_PERCENT / 100.0) {
                most[0] = sum;
                best = groups;
            }
        }
        return best;
    }

    /// k-means from centres as far from each other as can be.
    private static int[] means(double[][] points, int k) {
        var centres = new ArrayList<double[]>();
        centres.add(points[farthest(points, List.of(new double[] {0, 0}))].clone());
        while (centres.size() < k) centres.add(points[farthest(points, centres)].clone());
        var groups = new int[points.length];
        for (int round = 0; round < ROUNDS; round++) {
            boolean isMoved = round == 0;
            for (int i = 0; i < points.length; i++) {
                int nearest = nearest(points[i], centres);
                isMoved |= nearest != groups[i];
                groups[i] = nearest;
            }
            if (!isMoved) break;
            for (int c = 0; c < k; c++) {
                double[] sum = new double[3];
                for (int i = 0; i < points.length; i++)
                    if (groups[i] == c) {
                        sum[0] += points[i][0];
                        sum[1] += points[i][1];
                        sum[2]++;
                    }
                if (sum[2] > 0) centres.set(c, new double[] {sum[0] / sum[2], sum[1] / sum[2]});
            }
        }
        return groups;
    }

    private static int farthest(double[][] points, List<double[]> from) {
        int farthest = 0;
        double[] most = {-1};
        for (int i = 0; i < points.length; i++) {
            var centre = from.get(nearest(points[i], from));
            double distance = Math.hypot(points[i][0] - centre[0], points[i][1] - centre[1]);
            if (distance > most[0]) {
                most[0] = distance;
                farthest = i;
            }
        }
        return farthest;
    }

    private static int nearest(double[] point, List<double[]> centres) {
        int nearest = 0;
        double[] least = {Double.MAX_VALUE};
        for (int c = 0; c < centres.size(); c++) {
            double distance = Math.hypot(point[0] - centres.get(c)[0], point[1] - centres.get(c)[1]);
            if (distance < least[0]) {
                least[0] = distance;
                nearest = c;
            }
        }
        return nearest;
    }

    /// For each point how much nearer its own group is than the next one, from -1 to 1.
    private static double[] silhouettes(double[][] points, int[] groups, int k) {
        var silhouettes = new double[points.length];
        int step = Math.max(1, points.length / MOST_LOOKED_AT);
        for (int i = 0; i < points.length; i += step) {
            var sums = new double[k];
            var sizes = new int[k];
            for (int j = 0; j < points.length; j += step) {
                if (i == j) continue;
                sums[groups[j]] += Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]);
                sizes[groups[j]]++;
            }
            if (sizes[groups[i]] == 0) continue;
            double own = sums[groups[i]] / sizes[groups[i]];
            double next = Double.MAX_VALUE;
            for (int c = 0; c < k; c++) if (c != groups[i] && sizes[c] > 0) next = Math.min(next, sums[c] / sizes[c]);
            silhouettes[i] = Math.max(own, next) == 0 ? 0 : (next - own) / Math.max(own, next);
        }
        return silhouettes;
    }
}
