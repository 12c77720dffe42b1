@NullMarked
package coppice.server.site.web;

import org.jspecify.annotations.NullMarked;
