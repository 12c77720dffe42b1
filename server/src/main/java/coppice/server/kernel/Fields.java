package coppice.server.kernel;

import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.KernelRefusal.BadField.Fault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what people and files write into fields; every refusal names the field.
public final class Fields {
    private static final Pattern QUANTITY = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

    private Fields() {}

    /// Text of at most `longest` characters, stripped, without control characters.
    public static String text(String field, @Nullable String given, int longest) {
        String text = optional(field, given, longest);
        if (text.isEmpty()) throw new Refused(new BadField(field, Fault.MISSING, ""));
        return text;
    }

    /// As [#text], but may be empty.
    public static String optional(String field, @Nullable String given, int longest) {
        if (given == null) return "";
        String text = given.strip().replace("\r\n", "\n");
        if (text.length() > longest) throw new Refused(new BadField(field, Fault.TOO_LONG, text));
        for (int i = 0; i < text.length(); i++)
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\n' && text.charAt(i) != '\t')
                throw new Refused(new BadField(field, Fault.NOT_TEXT, ""));
        return text;
    }

    /// A day between 1900 and 2200, as `2026-07-07`.
    public static LocalDate date(String field, @Nullable String given) {
        String text = text(field, given, 40);
        try {
            var date = LocalDate.parse(text);
            if (date.isBefore(EARLIEST) || !date.isBefore(LATEST))
                throw new Refused(new BadField(field, Fault.DATE_OUT_OF_RANGE, text));
            return date;
        } catch (DateTimeParseException notADate) {
            throw new Refused(new BadField(field, Fault.NOT_A_DATE, text));
        }
    }

    /// A quantity of at least 0 with at most six decimal places.
    public static BigDecimal quantity(String field, @Nullable String given) {
        String text = text(field, given, 40);
        if (!QUANTITY.matcher(text).matches()) throw new Refused(new BadField(field, Fault.NOT_A_NUMBER, text));
        return new BigDecimal(text);
    }

    /// A whole number from `least` to `most`.
    public static int whole(String field, @Nullable String given, int least, int most) {
        String text = text(field, given, 20);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new Refused(new BadField(field, Fault.NOT_A_NUMBER, text));
    }

    /// One of the names of an enum, in any case; else the refusal says which there are.
    public static <E extends Enum<E>> E choice(String field, Class<E> type, @Nullable String given) {
        String text = text(field, given, 60);
        for (E constant : type.getEnumConstants()) if (constant.name().equalsIgnoreCase(text)) return constant;
        var allowed = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        throw new Refused(new BadField(field, Fault.NOT_A_CHOICE, text, allowed));
    }

    /// The id of something that a form or a program chose.
    public static <I> I id(String field, Function<UUID, I> kind, @Nullable String given) {
        return kind.apply(id(field, given));
    }

    public static UUID id(String field, @Nullable String given) {
        String plain = text(field, given, 60);
        try {
            return UUID.fromString(plain);
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(new BadField(field, Fault.NOT_A_CHOICE, plain));
        }
    }
}
