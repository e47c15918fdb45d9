using Tieout.Connect;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>A deduction with Tryton's account for it.</summary>
internal sealed record DeductedAccount(Deduction Deduction, int Account);
