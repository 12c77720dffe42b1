package coppice.server.site.cli;

import coppice.rules.money.Ratio;
import coppice.rules.valuation.Contribution;
import coppice.rules.valuation.Distribution;
import coppice.rules.valuation.Formula;
import coppice.rules.valuation.ValueEquation;
import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Bucket;
import coppice.rules.valuation.ValueEquation.Filter;
import coppice.rules.valuation.ValueEquation.Kind;
import coppice.server.kernel.CsvFile;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "distribute",
        description =
                "Applies a value equation to a file of contributions and prints who is paid what. Needs no server.",
        footer = {
            "",
            "An equation file, for example:",
            "  {\"behaviour\": \"straight\", \"buckets\": [{\"name\": \"Work\", \"percentage\": \"100\",",
            "    \"rules\": [{\"type\": \"work\", \"kind\": \"debt\", \"formula\": \"quantity * 25\"}]}]}",
            "A bucket with \"directTo\": \"ana\" goes to one party. Kinds are debt, share and once.",
            "A contributions file has the columns id, party, type, quantity, and if you like value_per_unit, value,",
            "work and date."
        },
        mixinStandardHelpOptions = true)
final class DistributeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "EQUATION.json")
    private Path equation;

    @Parameters(index = "1", paramLabel = "CONTRIBUTIONS.csv")
    private Path contributions;

    @Option(names = "--amount", required = true, description = "what is shared out, such as 1000.00")
    private String amount;

    @Option(names = "--currency", defaultValue = "EUR", description = "its currency (default: ${DEFAULT-VALUE})")
    private String currency;

    @Option(names = "--by-contribution", description = "a row a contribution instead of a row a party")
    private boolean byContribution;

    @Override
    public Integer call() {
        var money = Money.currency(currency);
        long minorUnits = Money.parse("amount", amount, money).minorUnits();
        var result = Distribution.of(
                read(equation), contributions(), List.of(), minorUnits, money.getDefaultFractionDigits());
        System.out.println(byContribution ? "contribution,party,asked,paid" : "party,paid");
        if (byContribution)
            for (var payment : result.payments())
                System.out.println(payment.contribution() + "," + payment.party() + ","
                        + new Money(payment.weightMinorUnits(), money).plain() + ","
                        + new Money(payment.paidMinorUnits(), money).plain());
        else result.paid().forEach((party, paid) -> System.out.println(party + "," + new Money(paid, money).plain()));
        System.out.println(
                (byContribution ? ",returned,," : "returned,") + new Money(result.returnedMinorUnits(), money).plain());
        return 0;
    }

    private List<Contribution> contributions() {
        var found = new ArrayList<Contribution>();
        try {
            CsvFile.read(
                    Acting.text(contributions),
                    List.of("id", "party", "type", "quantity"),
                    record -> found.add(new Contribution(
                            record.getField("id"),
                            record.getField("party"),
                            record.getField("type"),
                            record.findField("work").orElse(""),
                            record.findField("date")
                                    .filter(date -> !date.isBlank())
                                    .map(date -> Fields.date("date", date))
                                    .orElse(LocalDate.EPOCH),
                            number(record.getField("quantity")),
                            number(record.findField("value_per_unit").orElse("0")),
                            number(record.findField("value").orElse("0")),
                            Ratio.ONE,
                            Ratio.ONE)));
        } catch (CsvFile.Unreadable unreadable) {
            throw new CoppiceCommand.Trouble(contributions + " cannot be read: " + unreadable.fault());
        }
        return found;
    }

    private static Ratio number(String text) {
        try {
            return Ratio.parse(text.isBlank() ? "0" : text.strip());
        } catch (NumberFormatException notANumber) {
            throw new CoppiceCommand.Trouble("\"" + text + "\" is not a plain number such as 2 or 2.5.");
        }
    }

    private static ValueEquation read(Path file) {
        try {
            var node = JsonMapper.shared().readTree(Acting.text(file));
            var buckets = new ArrayList<Bucket>();
            for (var bucket : node.path("buckets")) buckets.add(bucket(bucket));
            return new ValueEquation(
                    Behaviour.valueOf(
                            node.path("behaviour").asString("straight").toUpperCase(Locale.ROOT)),
                    buckets);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            throw new CoppiceCommand.Trouble(file + " is not a value equation: " + unreadable.getMessage());
        }
    }

    private static Bucket bucket(JsonNode node) {
        var percentage = number(node.path("percentage").asString("0"));
        String name = node.path("name").asString("");
        if (node.path("directTo").isString())
            return new Bucket(
                    name,
                    percentage,
                    new ValueEquation.Direct(node.path("directTo").asString()));
        var works = new ArrayList<String>();
        for (var work : node.path("works")) works.add(work.asString());
        var rules = new ArrayList<ValueEquation.Rule>();
        for (var rule : node.path("rules")) rules.add(rule(rule));
        return new Bucket(
                name,
                percentage,
                new ValueEquation.Claims(new Filter(Set.of(), Set.copyOf(works), Set.of(), null, null), rules));
    }

    private static ValueEquation.Rule rule(JsonNode node) {
        String text = node.path("formula").asString("");
        return switch (Formula.parse(text)) {
            case Formula.Parsed(Formula formula) ->
                new ValueEquation.Rule(
                        node.path("type").asString(""),
                        formula,
                        Kind.valueOf(node.path("kind").asString("debt").toUpperCase(Locale.ROOT)));
            case Formula.Rejected(Formula.Fault fault, int position, String found) ->
                throw new CoppiceCommand.Trouble("The formula \"" + text + "\" cannot be read: "
                        + fault.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " at character " + position
                        + (found.isEmpty() ? "" : ", \"" + found + "\""));
        };
    }
}
