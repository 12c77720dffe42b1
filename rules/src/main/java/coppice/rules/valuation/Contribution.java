package coppice.rules.valuation;

import coppice.rules.money.Ratio;
import java.time.LocalDate;

/// One contribution as the value equation sees it.
///
/// @param id           orders contributions and breaks ties
/// @param party        who is paid
/// @param type         the contribution type a rule is written for
/// @param work         what it was done for; empty when not said
/// @param date         the day it was done
/// @param quantity     in the type's unit
/// @param valuePerUnit in whole currency units
/// @param value        a stated value in whole currency units (an expense), else 0
/// @param weight       a further factor, such as a peer evaluation; 1 when there is none
/// @param fraction     how much of the contribution the income to share made use of; 1 for all of it
public record Contribution(
        String id,
        String party,
        String type,
        String work,
        LocalDate date,
        Ratio quantity,
        Ratio valuePerUnit,
        Ratio value,
        Ratio weight,
        Ratio fraction) {}
