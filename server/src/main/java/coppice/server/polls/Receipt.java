package coppice.server.polls;

import coppice.server.kernel.Id;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import java.util.Locale;

/// What a voter keeps of a secret ballot: 96 bits in letters and numbers that cannot be mistaken for each other.
///
/// It follows from the key of the form, which nobody keeps: the same click twice gives the same receipt. From a key
/// that somebody could guess it does not follow.
final class Receipt {
    private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 20;
    private static final int SHORTEST_KEY = 32;

    private Receipt() {}

    static String of(Id poll, PartyId party, String key, Ids ids) {
        String from = key.length() < SHORTEST_KEY ? ids.secret() : key;
        String digest = Ids.digest("receipt:" + poll + ":" + party + ":" + from);
        var receipt = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 4 == 0) receipt.append('-');
            receipt.append(SIGNS.charAt(Integer.parseInt(digest.substring(2 * i, 2 * i + 2), 16) % SIGNS.length()));
        }
        return receipt.toString();
    }

    /// As it was given out, however it was typed.
    static String plain(String typed) {
        String signs = typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
        return signs.replaceAll("(.{4})(?!$)", "$1-");
    }
}
