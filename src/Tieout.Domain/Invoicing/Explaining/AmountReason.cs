using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Explaining;

/// <summary>One thing that made an amount on a document what it is.</summary>
/// <param name="Line">The document's line; none for the document as a whole.</param>
/// <param name="Rule">A word: terms, rounding, cap, retainer, exchange-rate, mark-up, tax and others.</param>
/// <param name="Source">What decided it, with its version.</param>
/// <param name="Says">The rule with its inputs and what came out, for a person.</param>
/// <param name="Amount">What it added or took; none where it only allowed something.</param>
public sealed record AmountReason(
    int? Line,
    string Rule,
    string Source,
    string Says,
    Money? Amount = null
);
