package coppice.server.expenses;

import coppice.server.kernel.Room;
import coppice.server.web.Moved;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpensesConfiguration {
    @Bean
    Room expensesRoom() {
        return Room.with("expenses", Room.Place.MONEY, 35, Room.Audience.MEMBERS);
    }

    /// Expenses were a part of `cobudgeting` before.
    @Bean
    Moved expensesMoved() {
        return Moved.inCommons(Map.of("cobudgeting/expenses", "expenses"));
    }

    @Bean
    Moved expensesOfBucketsMoved() {
        return new Moved(Map.of(
                "/c/{slug}/cobudgeting/buckets/{bucket}/expenses", "/c/{slug}/expenses/of/{bucket}",
                "/api/c/{slug}/cobudgeting/buckets/{bucket}/expenses", "/api/c/{slug}/expenses/of/{bucket}"));
    }
}
