using Tieout.Sandbox.LegacyErp.Model;

namespace Tieout.Sandbox.LegacyErp;

/// <summary>How one of the ERPs reads and writes its files.</summary>
internal interface IErpInterface
{
    /// <summary>Of batches and acknowledgements, with its dot.</summary>
    string Extension { get; }

    /// <summary>The encoding that it has unless another one is set.</summary>
    string Encoding { get; }

    /// <summary>Its companies: code and currency.</summary>
    IReadOnlyList<(string Code, string Currency)> Companies { get; }

    /// <summary>Its tax codes and their rates in per cent.</summary>
    IReadOnlyList<(string Code, decimal Rate)> TaxCodes { get; }

    /// <summary>What can be posted to: accounts, or names that lead to them.</summary>
    IReadOnlyList<string> Accounts { get; }

    /// <summary>Numbers of documents are drawn by company and year.</summary>
    bool NumbersByYear { get; }

    /// <summary>The batches of a file.</summary>
    /// <param name="name">Of the file.</param>
    IReadOnlyList<ImportedBatch> Read(string text, string name);

    /// <summary>An acknowledgement of them.</summary>
    string Acknowledge(IReadOnlyList<BatchResult> results, DateTimeOffset now);

    /// <summary>The code of a problem.</summary>
    string CodeOf(Trouble trouble);

    /// <summary>The table of periods as it is exported.</summary>
    /// <exception cref="FormatException">They cannot be told that way.</exception>
    string Periods(IReadOnlyList<PeriodRow> periods);
}
