using Tieout.Connect;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>A document of <see cref="DatedTarget"/>.</summary>
internal sealed record DatedDocument(
    string Reference,
    LocalDate Date,
    TargetState State = TargetState.Posted
);
