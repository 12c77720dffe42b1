package coppice.server.web;

import com.ibm.icu.text.MessageFormat;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Everything that is said to people, in their language: messages, dates, numbers, money.
public final class Text {
    private static final String BODY = "\\{((?:[^{}]|\\{[^{}]*})*)}";
    private static final Pattern CASE = Pattern.compile("\\w+\\s*" + BODY);
    private static final Pattern CHOICE =
            Pattern.compile("\\{\\d, *select,((?:\\s*" + CASE.pattern().replace("((", "(?:(") + ")+)\\s*}");
    private static final Pattern COUNTED = Pattern.compile("\\{(\\d), *(?:plural|number)");

    private final Locale locale;
    private final Map<String, String> messages;

    Text(Locale locale, Map<String, String> messages) {
        this.locale = locale;
        this.messages = messages;
    }

    public Locale locale() {
        return locale;
    }

    public boolean rightToLeft() {
        return locale.getLanguage().equals("ar");
    }

    /// The message for `key` (ICU message format) with its facts; a missing key is a programmer's error.
    public String say(String key, Object... facts) {
        String pattern = messages.get(key);
        if (pattern == null) throw new IllegalStateException("no message " + key);
        if (facts.length == 0 && pattern.indexOf('{') < 0) return pattern.replace("''", "'");
        return new MessageFormat(pattern, locale)
                .format(Arrays.stream(facts).map(this::fact).toArray());
    }

    /// What a family of messages says of one of an enum: `commons.role` of `STEWARD`. The family stands there as
    /// text: a test finds the enum beside it and asks for a message for each.
    public String of(String family, Enum<?> one, Object... facts) {
        return say(family + "." + one.name(), facts);
    }

    /// As [#of], of a family that says something of some only.
    public Optional<String> maybe(String family, Enum<?> one, Object... facts) {
        String key = family + "." + one.name();
        return messages.containsKey(key) ? Optional.of(say(key, facts)) : Optional.empty();
    }

    /// What a family of messages calls something that a room brings by its name, such as a destination of the
    /// surplus; empty for a name that no room brings, such as a commons' own.
    public Optional<String> named(String family, String name) {
        String key = family + "." + name;
        return messages.containsKey(key) ? Optional.of(say(key)) : Optional.empty();
    }

    /// As [#named]; such a name as it is.
    public String word(String family, String name) {
        return named(family, name).orElse(name);
    }

    public String say(Message message) {
        return say(message.key(), message.facts().toArray());
    }

    public String say(Refusal refusal) {
        return say(Message.of(refusal));
    }

    /// A message without its facts: … stands for each, what is counted is several, and what depends on a choice is
    /// said for all of them.
    public String outline(String key) {
        String pattern = CHOICE.matcher(messages.getOrDefault(key, ""))
                .replaceAll(choice -> Matcher.quoteReplacement(CASE.matcher(choice.group(1))
                        .results()
                        .map(one -> one.group(1))
                        .collect(Collectors.joining(" / "))));
        var facts = new Object[10];
        Arrays.fill(facts, "…");
        COUNTED.matcher(pattern).results().forEach(match -> facts[Integer.parseInt(match.group(1))] = 2);
        return new MessageFormat(pattern, locale).format(facts);
    }

    private Object fact(Object fact) {
        return switch (fact) {
            case Money money -> money(money) + " " + money.currency().getCurrencyCode();
            case LocalDate date -> date(date);
            case Instant instant -> time(instant);
            case Number number -> number;
            case Refusal because -> say(because);
            case Message message -> say(message);
            case List<?> lines
            when lines.stream().anyMatch(Message.class::isInstance) ->
                lines.stream().map(this::fact).map(Object::toString).collect(Collectors.joining("\n"));
            default -> fact.toString();
        };
    }

    public String money(Money money) {
        return money.format(locale);
    }

    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(date);
    }

    /// A moment, in UTC, to the minute.
    public String time(Instant instant) {
        var utc = instant.atOffset(ZoneOffset.UTC);
        return date(utc.toLocalDate()) + ", "
                + DateTimeFormatter.ofPattern("HH:mm", locale).format(utc) + " UTC";
    }

    public String number(long number) {
        return java.text.NumberFormat.getIntegerInstance(locale).format(number);
    }

    public String number(java.math.BigDecimal number) {
        var format = java.text.NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(6);
        return format.format(number);
    }
}
