package coppice.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.server.House;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What goes into the database comes out as it was.
class RowsTest {
    private static final UUID UUID_1 = UUID.fromString("019ab000-0000-7000-8000-000000000001");

    private final House house = House.open();
    private final Rows db = house.room(Rows.class);

    enum Season {
        SPRING,
        AUTUMN
    }

    record Price(long minorUnits, Currency currency) {}

    record Everything(
            PartyId party,
            Optional<CommonsId> ofCommons,
            Instant doneAt,
            LocalDate bookedOn,
            Season season,
            String words,
            int few,
            long many,
            boolean isTrue,
            BigDecimal exact,
            @Nullable String maybe,
            Optional<Integer> number,
            List<Season> seasons,
            Price price) {}

    private static final String COLUMNS = """
            select ?::uuid as party, ?::uuid as of_commons, ?::timestamptz as done_at, ?::date as booked_on,
              ?::text as season, ?::text as words, ?::smallint as few, ?::bigint as many, ?::boolean as is_true,
              ?::numeric as exact, ?::text as maybe, ?::integer as number, ?::text[] as seasons,
              ?::bigint as minor_units, ?::text as currency""";

    private Everything around(Everything one) {
        return db.sql(COLUMNS)
                .with(one.party(), one.ofCommons(), one.doneAt(), one.bookedOn(), one.season(), one.words())
                .with(one.few(), one.many(), one.isTrue(), one.exact(), one.maybe(), one.number(), one.seasons())
                .with(one.price().minorUnits(), one.price().currency())
                .single(Everything.class);
    }

    @Test
    void aRecordComesBackAsItWas() {
        var full = new Everything(
                new PartyId(UUID_1),
                Optional.of(new CommonsId(UUID_1)),
                Instant.parse("2026-03-29T01:30:00.123456Z"),
                LocalDate.of(1582, 10, 15),
                Season.AUTUMN,
                "“ß”",
                3,
                Long.MAX_VALUE,
                true,
                new BigDecimal("0.10"),
                "here",
                Optional.of(7),
                List.of(Season.SPRING, Season.AUTUMN),
                new Price(1250, Currency.getInstance("EUR")));
        assertThat(around(full)).isEqualTo(full);
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        var sparse = new Everything(
                new PartyId(UUID_1),
                Optional.empty(),
                Instant.EPOCH,
                LocalDate.EPOCH,
                Season.SPRING,
                "",
                0,
                0,
                false,
                BigDecimal.ZERO,
                null,
                Optional.empty(),
                List.of(),
                new Price(0, Currency.getInstance("JPY")));
        assertThat(around(sparse)).isEqualTo(sparse);
    }

    @Test
    void aNullWhereThereMustBeAValueIsAFault() {
        assertThatThrownBy(() -> db.sql("select null::bigint as minor_units, 'EUR' as currency")
                        .single(Price.class))
                .hasMessageContaining("minor_units is null");
        assertThat(db.sql("select max(a) from (select 1 where false) as t (a)").optional(Integer.class))
                .isEmpty();
    }

    @Test
    void collectionsAreArrays() {
        var parties = List.of(new PartyId(UUID_1), new PartyId(new UUID(1, 2)));
        assertThat(db.sql("select * from unnest(?::uuid[])").with(parties).list(PartyId.class))
                .isEqualTo(parties);
        assertThat(db.sql("select t.id from (values (?::uuid)) as t (id) where t.id = any (?)")
                        .with(UUID_1, List.of())
                        .list(PartyId.class))
                .isEmpty();
        assertThat(db.sql("select count(*) filter (where a is null) from unnest(?::uuid[]) as t (a)")
                        .with(List.of(Optional.empty(), Optional.empty()))
                        .single(Long.class))
                .isEqualTo(2);
        var moments = List.of(Instant.parse("2026-10-25T00:30:00.000001Z"), Instant.EPOCH);
        assertThat(db.sql("select * from unnest(?::timestamptz[])")
                        .with(moments)
                        .list(Instant.class))
                .isEqualTo(moments);
        var days = Arrays.asList(LocalDate.of(2026, 2, 28), null);
        assertThat(db.sql("select a from unnest(?::date[]) as t (a) where a is not null")
                        .with(days)
                        .list(LocalDate.class))
                .containsExactly(LocalDate.of(2026, 2, 28));
    }

    @Test
    void idsAreTextInJsonAndWereObjectsOnce() {
        var json = house.room(JsonMapper.class);
        var party = new PartyId(UUID_1);
        assertThat(json.writeValueAsString(List.of(party))).isEqualTo("[\"" + UUID_1 + "\"]");
        assertThat(json.readValue("\"" + UUID_1 + "\"", PartyId.class)).isEqualTo(party);
        assertThat(json.readValue("{\"value\":\"" + UUID_1 + "\"}", PartyId.class))
                .isEqualTo(party);
    }
}
