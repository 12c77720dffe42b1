package coppice.rules.oracles;

import coppice.rules.money.Ratio;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import coppice.rules.sortition.Sortition;
import coppice.rules.sortition.Sortition.Person;
import coppice.rules.sortition.Sortition.Quota;
import de.siegmar.fastcsv.reader.CsvReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/// `sortition/NAME_K/`: a pool and quotas in; the statistics of the fairest lottery that the reference states, and a
/// panel that keeps the quotas, out.
final class SortitionOracle {
    private SortitionOracle() {}

    static final Family FAMILY = folder -> {
        int places = Integer.parseInt(folder.getFileName().toString().replaceAll(".*_", ""));
        var quotas = new ArrayList<Quota>();
        var rows = rows(folder.resolve("categories.csv"));
        for (var row : rows.subList(1, rows.size()))
            quotas.add(new Quota(row.get(0), row.get(1), Integer.parseInt(row.get(2)), Integer.parseInt(row.get(3))));
        var pool = new ArrayList<Person>();
        var people = rows(folder.resolve("respondents.csv"));
        for (var row : people.subList(1, people.size())) {
            var features = new HashMap<String, String>();
            for (int i = 0; i < row.size(); i++) features.put(people.getFirst().get(i), row.get(i));
            pool.add(new Person(String.valueOf(pool.size()), features));
        }
        String fault = fault(Files.readString(folder.resolve("reference_statistics.txt")), pool, quotas, places);
        return new Score(fault.isEmpty() ? 1 : 0, 1, fault.isEmpty() ? List.of() : List.of(fault));
    };

    private static List<List<String>> rows(Path csv) throws Exception {
        try (var reader = CsvReader.builder().ofCsvRecord(csv)) {
            return reader.stream().map(row -> row.getFields()).toList();
        }
    }

    private static String fault(String stated, List<Person> pool, List<Quota> quotas, int places) {
        var panel = Sortition.draw(pool, quotas, places, 20261124);
        if (panel.members().size() != places) return panel.members().size() + " on the panel";
        for (var quota : quotas) {
            long there = pool.stream()
                    .filter(person -> panel.members().contains(person.id()))
                    .filter(person -> quota.feature().equals(person.features().get(quota.category())))
                    .count();
            if (there < quota.least() || there > quota.most()) return there + " with " + quota;
        }
        var chances = panel.chances().values().stream().sorted().toList();
        var sum = chances.stream().reduce(Ratio.ZERO, Ratio::plus);
        if (!sum.equals(Ratio.of(places))) return "the chances add up to " + sum;
        String least = percent(chances.getFirst());
        String wanted = find(stated, "LEXIMIN minimum probability \\(exact\\):\\s*([0-9.]+)%");
        if (!least.equals(wanted)) return "least chance " + least + " instead of " + wanted;
        var weighted = Ratio.ZERO;
        for (int i = 0; i < chances.size(); i++)
            weighted = weighted.plus(chances.get(i).times(Ratio.of(2L * i + 1 - chances.size())));
        String gini = percent(weighted.dividedBy(sum.times(Ratio.of(chances.size()))));
        String wantedGini = find(stated, "gini coefficient of LEXIMIN:\\s*([0-9.]+)%");
        return gini.equals(wantedGini) ? "" : "gini " + gini + " instead of " + wantedGini;
    }

    private static String percent(Ratio ratio) {
        return new BigDecimal(ratio.times(Ratio.of(1000)).halfUp())
                .movePointLeft(1)
                .setScale(1)
                .toPlainString();
    }

    private static String find(String text, String pattern) {
        var match = Pattern.compile(pattern).matcher(text);
        if (!match.find()) throw new IllegalArgumentException("no " + pattern);
        return match.group(1);
    }
}
