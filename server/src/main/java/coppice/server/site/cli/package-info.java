@NullMarked
package coppice.server.site.cli;

import org.jspecify.annotations.NullMarked;
