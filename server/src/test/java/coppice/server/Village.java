package coppice.server;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Steward;
import coppice.server.identity.Account;
import coppice.server.web.Viewer;
import java.util.Optional;

/// The demo's village and its people, for [RouteSamples].
public final class Village {
    private final House house = House.open();

    public Commons commons() {
        return house.village();
    }

    public <T> T room(Class<T> type) {
        return house.room(type);
    }

    public Account account(String name) {
        return house.story().person(name);
    }

    public Member member(String name) {
        var account = account(name);
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return room(Commonses.class).standing(commons().slug(), viewer).member();
    }

    public Steward ana() {
        return (Steward) member("Ana");
    }
}
