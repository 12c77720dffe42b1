package coppice.server.openbooks.web;

import coppice.server.commons.Standing;
import coppice.server.openbooks.OpenBooks;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api.Amount;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BooksApi {
    private final OpenBooks books;

    BooksApi(OpenBooks books) {
        this.books = books;
    }

    record SumItem(String category, Amount amount) {}

    record FundItem(String category, String lock, Amount holds) {}

    /// @param runwayMonths how long what is held lasts at the pace of the last year; absent without spending
    /// @param yearEnds     what was held at the end of each year
    record BooksItem(
            Amount in,
            Amount out,
            Amount held,
            @Nullable Long runwayMonths,
            List<SumItem> came,
            List<SumItem> went,
            List<FundItem> funds,
            TreeMap<Integer, Amount> yearEnds) {}

    @Operation(summary = "The open books in figures")
    @GetMapping("/api/c/{slug}/openbooks")
    @Allow(Access.PUBLIC)
    BooksItem show(Standing standing) {
        var commons = standing.commons();
        var summary = books.summary(commons);
        var yearEnds = new TreeMap<Integer, Amount>();
        summary.yearEnds().forEach((year, held) -> yearEnds.put(year, Amount.of(commons.money(held))));
        return new BooksItem(
                Amount.of(commons.money(summary.in())),
                Amount.of(commons.money(summary.out())),
                Amount.of(commons.money(summary.held())),
                summary.runway().orElse(null),
                sums(standing, summary.came()),
                sums(standing, summary.went()),
                summary.funds().stream()
                        .map(fund -> new FundItem(
                                fund.category(), fund.kind().name(), Amount.of(commons.money(fund.minorUnits()))))
                        .toList(),
                yearEnds);
    }

    private static List<SumItem> sums(Standing standing, List<OpenBooks.Sum> sums) {
        return sums.stream()
                .map(sum ->
                        new SumItem(sum.category(), Amount.of(standing.commons().money(sum.minorUnits()))))
                .toList();
    }
}
