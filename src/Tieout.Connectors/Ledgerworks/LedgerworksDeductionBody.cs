using Tieout.Connect;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>A retention or a prepaid amount as it is sent; above zero also on a credit note.</summary>
internal sealed record LedgerworksDeductionBody(string Account, decimal Amount, string Description)
{
    /// <summary>Turns a deduction into Ledgerworks' words.</summary>
    /// <param name="sign">-1 turns a credit's negative amount into a positive one.</param>
    /// <exception cref="ConnectorException">Its account is not mapped.</exception>
    public static LedgerworksDeductionBody Of(Deduction deduction, decimal sign) =>
        new(
            deduction.Account
                ?? throw new ConnectorException(
                    ConnectorFault.Refused,
                    $"No account is mapped for {deduction.Role}.",
                    reason: "GL_MAPPING_MISSING"
                ),
            sign * deduction.Amount.Amount,
            deduction.Description
        );
}
