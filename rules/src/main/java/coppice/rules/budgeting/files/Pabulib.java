package coppice.rules.budgeting.files;

import coppice.rules.budgeting.BudgetVotes;
import coppice.rules.budgeting.BudgetVotes.Form;
import coppice.rules.budgeting.Project;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Pabulib's `.pb` files (Stolicki, Szufa and Talmon, arXiv 2012.06539): `META`, `PROJECTS` and `VOTES`,
/// each a table whose first row names its columns, separated by semicolons.
///
/// Costs may have decimals; all money is then counted in the smallest part that the file uses.
public final class Pabulib {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(?:[.,][0-9]{1,6})?");
    private static final int MOST_DIGITS = 6;

    private Pabulib() {}

    /// What a file says.
    ///
    /// @param meta     the rows of its first part
    /// @param selected ids of the projects that were funded, where the file says so
    public record PabulibFile(Map<String, String> meta, BudgetVotes votes, List<String> selected) {}

    private record Row(int line, Map<String, String> cells) {
        String get(String column) {
            return cells.getOrDefault(column, "").strip();
        }

        String needed(String column) {
            String cell = get(column);
            if (cell.isEmpty()) throw new UnreadableBudget(line, "no " + column);
            return cell;
        }
    }

    /// @throws UnreadableBudget where the text is no such file
    public static PabulibFile parse(String text) {
        var projects = new ArrayList<Row>();
        var votes = new ArrayList<Row>();
        var seen = new HashSet<String>();
        var meta = new LinkedHashMap<String, String>();
        String part = "";
        List<String> columns = List.of();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
            if (line.isBlank()) continue;
            String word = line.strip().toUpperCase(Locale.ROOT);
            if (word.equals("META") || word.equals("PROJECTS") || word.equals("VOTES")) {
                part = word;
                columns = List.of();
                seen.add(part);
                continue;
            }
            if (part.isEmpty()) throw new UnreadableBudget(number, "a .pb file begins with META");
            var cells = cells(number, line);
            if (part.equals("META")) {
                if (!cells.getFirst().equalsIgnoreCase("key"))
                    meta.put(
                            cells.getFirst().strip().toLowerCase(Locale.ROOT),
                            cells.size() > 1 ? cells.get(1).strip() : "");
            } else if (columns.isEmpty()) {
                columns = cells.stream()
                        .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                        .toList();
            } else (part.equals("PROJECTS") ? projects : votes).add(row(number, columns, cells));
        }
        for (var wanted : List.of("PROJECTS", "VOTES"))
            if (!seen.contains(wanted)) throw new UnreadableBudget(Math.max(1, number), "no part " + wanted);
        return read(meta, projects, votes);
    }

    private static Row row(int number, List<String> columns, List<String> cells) {
        if (cells.size() > columns.size())
            throw new UnreadableBudget(number, cells.size() + " cells for " + columns.size() + " columns");
        var row = new HashMap<String, String>();
        for (int i = 0; i < cells.size(); i++) row.put(columns.get(i), cells.get(i));
        return new Row(number, row);
    }

    private static List<String> cells(int number, String line) {
        if (line.indexOf('"') < 0) return List.of(line.split(";", -1));
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char sign = line.charAt(i);
            if (quoted && sign == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (sign == '"' && (quoted || cell.isEmpty())) quoted = !quoted;
            else if (sign == ';' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else cell.append(sign);
        }
        if (quoted) throw new UnreadableBudget(number, "a quotation mark is not closed");
        cells.add(cell.toString());
        return cells;
    }

    private static PabulibFile read(Map<String, String> meta, List<Row> projects, List<Row> votes) {
        var budget = amount(1, meta.getOrDefault("budget", ""));
        var costs = projects.stream()
                .map(row -> amount(row.line(), row.needed("cost")))
                .toList();
        int digits = Math.max(
                budget.scale(), costs.stream().mapToInt(BigDecimal::scale).max().orElse(0));
        var built = new ArrayList<Project>();
        var selected = new ArrayList<String>();
        for (int i = 0; i < projects.size(); i++) {
            var row = projects.get(i);
            String id = row.needed("project_id");
            long cost = minorUnits(row.line(), costs.get(i), digits);
            if (cost == 0) throw new UnreadableBudget(row.line(), "project " + id + " costs nothing");
            built.add(new Project(id, row.get("name"), cost));
            if (row.get("selected").equals("1")) selected.add(id);
        }
        var builder = builder(built, minorUnits(1, budget, digits), digits, form(meta.getOrDefault("vote_type", "")));
        for (var row : votes) {
            var chosen = list(row.get("vote"));
            var points = list(row.get("points"));
            try {
                if (points.isEmpty()) builder.add(1, chosen);
                else
                    builder.add(
                            1,
                            chosen,
                            points.stream()
                                    .map(text -> points(row.line(), text))
                                    .toList());
            } catch (IllegalArgumentException wrong) {
                throw new UnreadableBudget(row.line(), String.valueOf(wrong.getMessage()));
            }
        }
        return new PabulibFile(Map.copyOf(meta), builder.build(), List.copyOf(selected));
    }

    private static BudgetVotes.Builder builder(List<Project> projects, long budget, int digits, Form form) {
        try {
            return BudgetVotes.builder(projects, budget, digits, form);
        } catch (IllegalArgumentException wrong) {
            throw new UnreadableBudget(1, String.valueOf(wrong.getMessage()));
        }
    }

    private static Form form(String type) {
        for (var form : Form.values()) if (form.name().equalsIgnoreCase(type)) return form;
        throw new UnreadableBudget(1, "vote_type \"" + type + "\" is none of approval, ordinal, cumulative, scoring");
    }

    private static List<String> list(String cell) {
        if (cell.isEmpty()) return List.of();
        var words = new ArrayList<String>();
        for (var word : cell.split(",", -1)) if (!word.isBlank()) words.add(word.strip());
        return words;
    }

    private static long points(int line, String text) {
        if (text.matches("[0-9]{1,15}")) return Long.parseLong(text);
        throw new UnreadableBudget(line, "\"" + text + "\" is no whole number of points");
    }

    private static BigDecimal amount(int line, String text) {
        if (!AMOUNT.matcher(text).matches())
            throw new UnreadableBudget(
                    line, "\"" + (text.length() > 60 ? text.substring(0, 60) : text) + "\" is no amount");
        var amount = new BigDecimal(text.replace(',', '.')).stripTrailingZeros();
        return amount.scale() < 0 ? amount.setScale(0) : amount;
    }

    private static long minorUnits(int line, BigDecimal amount, int digits) {
        if (digits > MOST_DIGITS) throw new UnreadableBudget(line, "more than " + MOST_DIGITS + " decimals");
        try {
            return amount.movePointRight(digits).longValueExact();
        } catch (ArithmeticException large) {
            throw new UnreadableBudget(line, "an amount is too large");
        }
    }

    /// The same votes as a file; `meta` comes first, then what the votes say themselves.
    ///
    /// @param selected ids of what was funded; empty: not decided yet
    public static String write(Map<String, String> meta, BudgetVotes votes, List<String> selected) {
        var out = new StringBuilder("META\nkey;value\n");
        var all = new LinkedHashMap<>(meta);
        all.put("num_projects", String.valueOf(votes.projects().size()));
        all.put("num_votes", String.valueOf(votes.voters()));
        all.put("budget", money(votes.budget(), votes.digits()));
        all.put("vote_type", votes.form().name().toLowerCase(Locale.ROOT));
        all.forEach((key, value) ->
                out.append(cell(key)).append(';').append(cell(value)).append('\n'));
        long[] voters = new long[votes.projects().size()];
        for (var ballot : votes.ballots()) for (int project : ballot.chosen()) voters[project] += ballot.count();
        out.append("PROJECTS\nproject_id;cost;votes;name").append(selected.isEmpty() ? "\n" : ";selected\n");
        for (int i = 0; i < voters.length; i++) {
            var project = votes.projects().get(i);
            out.append(cell(project.id())).append(';').append(money(project.cost(), votes.digits()));
            out.append(';').append(voters[i]).append(';').append(cell(project.name()));
            if (!selected.isEmpty()) out.append(selected.contains(project.id()) ? ";1" : ";0");
            out.append('\n');
        }
        boolean hasPoints = votes.form() == Form.CUMULATIVE || votes.form() == Form.SCORING;
        out.append("VOTES\nvoter_id;vote").append(hasPoints ? ";points\n" : "\n");
        long voter = 0;
        for (var ballot : votes.ballots())
            for (long copy = 0; copy < ballot.count(); copy++) {
                out.append(++voter).append(';');
                out.append(String.join(
                        ",",
                        ballot.chosen().stream()
                                .map(one -> votes.projects().get(one).id())
                                .toList()));
                if (hasPoints)
                    out.append(';')
                            .append(String.join(
                                    ",",
                                    ballot.points().stream()
                                            .map(String::valueOf)
                                            .toList()));
                out.append('\n');
            }
        return out.toString();
    }

    private static String money(long minorUnits, int digits) {
        return BigDecimal.valueOf(minorUnits, digits).toPlainString();
    }

    private static String cell(String text) {
        String plain = text.replaceAll("\\R", " ");
        return plain.indexOf(';') < 0 && plain.indexOf('"') < 0 ? plain : '"' + plain.replace("\"", "\"\"") + '"';
    }
}
