using Tieout.Domain.Invoicing.Capping;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>A cap is used to the part at which somebody wants to know.</summary>
/// <param name="Percent">Unrounded.</param>
public sealed record CapAlert(AgreedCap Cap, decimal Percent);
