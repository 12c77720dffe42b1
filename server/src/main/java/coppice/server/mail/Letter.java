package coppice.server.mail;

import coppice.server.kernel.AccountId;
import coppice.server.web.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be told. In which language is not known while it is written: who gets it says so nowhere.
///
/// @param words may hold addresses on this server as [#HERE] and a path
/// @param link  a path on this server where it can be seen
public record Letter(Message subject, Message words, String link) {
    /// Stands for the server's own address, which is filled in when the letter leaves.
    public static final String HERE = "{server}";

    private static final int LONGEST = 2000;

    /// What somebody wrote, as much of it as a letter carries.
    public static String shortened(String words) {
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    /// A letter on its way.
    ///
    /// @param account whom it is for
    /// @param sentAt  absent while it waits
    /// @param trouble why the last try failed; empty: it did not
    public record Posted(
            AccountId account,
            Letter letter,
            Instant createdAt,
            Instant sendAt,
            @Nullable Instant sentAt,
            int tries,
            String trouble) {}
}
