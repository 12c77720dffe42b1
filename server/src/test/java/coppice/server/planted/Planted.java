package coppice.server.planted;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/// There only in a house that was started with the planted room.
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty("coppice.planted")
@interface Planted {}
