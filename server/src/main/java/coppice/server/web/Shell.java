package coppice.server.web;

import gg.jte.Content;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/// What every page has around it: text, who looks, where one is, the token that forms carry.
///
/// @param parts renders a page that is a part of another
public record Shell(
        Text text,
        Viewer viewer,
        @Nullable Place place,
        String path,
        Supplier<CsrfToken> csrf,
        BiFunction<Page, Shell, Content> parts) {
    /// A part of this page that another room brings.
    public Content part(Page part) {
        return parts.apply(part, this);
    }

    public String say(String key, Object... facts) {
        return text.say(key, facts);
    }

    public String say(Message message) {
        return text.say(message);
    }

    public String of(String family, Enum<?> one, Object... facts) {
        return text.of(family, one, facts);
    }

    public String word(String family, String name) {
        return text.word(family, name);
    }

    public boolean signedIn() {
        return viewer.account().isPresent();
    }

    /// True when `address` is the page itself or lies above it.
    public boolean at(String address) {
        return path.equals(address) || path.startsWith(address + "/");
    }
}
