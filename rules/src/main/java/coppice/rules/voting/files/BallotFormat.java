package coppice.rules.voting.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The plain-text formats in which counting programs exchange ballots.
public enum BallotFormat {
    /// Counts, candidates by number, a closing 0, names in quotes; .HIL files are of the same form.
    BLT(Blt::parse),
    /// The aggregated ballot information format: `27:A/5>B/3=C`.
    ABIF(Abif::parse),
    /// The Condorcet election format: `A > B = C * 27`.
    CVOTES(Cvotes::parse),
    /// PrefLib's orders and categories: soc, soi, toc, toi, cat.
    PREFLIB(PrefLib::parse),
    /// Tally sheets of the Debian project.
    DEBIAN(DebianTally::parse);

    private final Function<String, BallotFile> parser;

    BallotFormat(Function<String, BallotFile> parser) {
        this.parser = parser;
    }

    /// Reads `text`; a byte-order mark at its beginning is left out.
    ///
    /// @throws UnreadableBallots with the line and what is wrong there
    public BallotFile parse(String text) {
        return parser.apply(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /// Reads a file's bytes: UTF-8, and where they are not, Latin-1, as old tally sheets are written.
    ///
    /// @throws UnreadableBallots with the line and what is wrong there
    public BallotFile parse(byte[] bytes) {
        if (bytes.length > 1 && ((bytes[0] == -1 && bytes[1] == -2) || (bytes[0] == -2 && bytes[1] == -1)))
            throw new UnreadableBallots(1, "the file is UTF-16 text; save it as UTF-8");
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return parse(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    /// The format that a file of this name has, by its ending.
    public static Optional<BallotFormat> of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (name.substring(name.lastIndexOf('.') + 1)) {
                    case "blt", "hil" -> BLT;
                    case "abif" -> ABIF;
                    case "cvotes" -> CVOTES;
                    case "soc", "soi", "toc", "toi", "cat" -> PREFLIB;
                    case "txt" -> name.contains("tally") ? DEBIAN : null;
                    default -> null;
                });
    }
}
