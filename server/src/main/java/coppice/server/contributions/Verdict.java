package coppice.server.contributions;

import java.time.Instant;

/// What a peer said about a contribution.
public record Verdict(String peer, Word word, String note, Instant givenAt) {
    public enum Word {
        RECOGNISED,
        QUESTIONED
    }
}
