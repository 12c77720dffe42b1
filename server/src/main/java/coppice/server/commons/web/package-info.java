@NullMarked
package coppice.server.commons.web;

import org.jspecify.annotations.NullMarked;
