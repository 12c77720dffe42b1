@NullMarked
package coppice.server.outcomes.web;

import org.jspecify.annotations.NullMarked;
