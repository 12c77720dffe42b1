@NullMarked
package coppice.server;

import org.jspecify.annotations.NullMarked;
