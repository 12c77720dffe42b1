package coppice.server.lock.web;

import coppice.server.commons.Standing;
import coppice.server.ledger.Account.Kind;
import coppice.server.lock.LockBook;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api.Amount;
import io.swagger.v3.oas.annotations.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The lock for programs.
@RestController
class LockApi {
    private final LockBook book;

    LockApi(LockBook book) {
        this.book = book;
    }

    record LockItem(Map<Kind, Amount> holds, Amount owed) {}

    @Operation(summary = "What is free, reserve and locked")
    @GetMapping("/api/c/{slug}/lock")
    @Allow(Access.PUBLIC)
    LockItem lock(Standing standing) {
        var commons = standing.commons();
        var holds = new LinkedHashMap<Kind, Amount>();
        book.holds(commons.id()).forEach((kind, held) -> holds.put(kind, Amount.of(commons.money(held))));
        return new LockItem(holds, Amount.of(commons.money(book.owed(commons.id()))));
    }
}
