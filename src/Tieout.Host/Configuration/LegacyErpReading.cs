using System.Text.RegularExpressions;
using Tieout.Connectors.LegacyErp;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Configuration;

/// <summary>Reads a system of <c>kind: legacy-erp</c>.</summary>
internal static partial class LegacyErpReading
{
    private static readonly string[] SegmentsOfIdoc = ["KOSTL", "PRCTR", "AUFNR"];

    public static SystemSettings.LegacyErpFolder Read(
        string name,
        YamlSection section,
        string folder
    )
    {
        var format = section.RequiredValue<LegacyErpFormat>(
            "format",
            Texts.TryWord,
            $"one of {Texts.WordsOf<LegacyErpFormat>()}",
            LegacyErpFormat.Oracle
        );
        var options = new LegacyErpOptions
        {
            System = name,
            Folder = Path.GetFullPath(section.Text("folder"), folder),
            Format = format,
            Companies = SystemReading.Companies(section),
            Encoding = ReadEncoding(section),
            Source = ReadSource(section),
            Receiver = section.OptionalText("receiver") ?? "SAPERP",
            Client = section.OptionalText("client") ?? "100",
            InvoiceType = section.OptionalText("invoiceType"),
            CreditMemoType = section.OptionalText("creditMemoType"),
            Terms = section.OptionalText("terms") ?? "30 NET",
            LedgerCurrencies = ReadCurrencies(section),
            MemoLines = SystemReading.Mapping(section, "memoLines", isRequired: false),
            Taxes = SystemReading.Mapping(section, "taxes", isRequired: false),
            Dimensions = ReadDimensions(section, format),
            Reasons = ReadReasons(section),
            WritesCustomers = SystemReading.YesNo(section, "writesCustomers", fallback: true),
            ReferencePrefix = section.OptionalText("referencePrefix") ?? string.Empty,
            AcknowledgedWithin = SystemReading.Time(
                section,
                "acknowledgedWithin",
                60,
                30 * 86_400,
                TimeSpan.FromHours(26)
            ),
            LookEvery = SystemReading.Time(
                section,
                "lookEvery",
                1,
                86_400,
                TimeSpan.FromMinutes(1)
            ),
        };
        return new SystemSettings.LegacyErpFolder(options);
    }

    private static string? ReadEncoding(YamlSection section)
    {
        var encoding = section.OptionalText("encoding");
        if (encoding is not null && !LegacyErpOptions.IsEncoding(encoding))
        {
            section.Problem(
                "encoding",
                $"'{encoding}' is no encoding's name, such as utf-8, iso-8859-1, windows-1252."
            );
            return null;
        }

        return encoding;
    }

    /// <summary>It is part of names of files, and a partner of ten characters.</summary>
    private static string ReadSource(YamlSection section)
    {
        var source = section.OptionalText("source") ?? "TIEOUT";
        if (!SourceName().IsMatch(source))
        {
            section.Problem("source", "must be 1 to 10 capital letters, digits and underscores.");
        }

        return source;
    }

    private static Dictionary<LegalEntityCode, string> ReadCurrencies(YamlSection section)
    {
        var currencies = new Dictionary<LegalEntityCode, string>();
        foreach (
            var (entity, currency) in SystemReading.Mapping(
                section,
                "ledgerCurrencies",
                isRequired: false
            )
        )
        {
            if (Texts.TryIdentifier<LegalEntityCode>(entity, out var code))
            {
                currencies[code] = currency;
            }
            else
            {
                section
                    .Section("ledgerCurrencies")!
                    .Problem(entity, $"'{entity}' is not a code of a legal entity.");
            }
        }

        return currencies;
    }

    private static Dictionary<string, string> ReadDimensions(
        YamlSection section,
        LegacyErpFormat format
    )
    {
        var dimensions = SystemReading.Mapping(section, "dimensions", isRequired: false);
        foreach (var (dimension, field) in dimensions)
        {
            var isField =
                format is LegacyErpFormat.Idoc
                    ? SegmentsOfIdoc.Contains(field, StringComparer.Ordinal)
                    : Attribute().IsMatch(field);
            if (!isField)
            {
                var fields =
                    format is LegacyErpFormat.Idoc
                        ? string.Join(", ", SegmentsOfIdoc)
                        : "ATTRIBUTE1 to ATTRIBUTE15";
                section
                    .Section("dimensions")!
                    .Problem(dimension, $"'{field}' is not one of {fields}.");
            }
        }

        return dimensions;
    }

    private static Dictionary<string, string> ReadReasons(YamlSection section)
    {
        var reasons = SystemReading.Mapping(section, "reasons", isRequired: false);
        foreach (var (code, reason) in reasons)
        {
            if (!ReasonCode.TryParse(reason, out _))
            {
                section
                    .Section("reasons")!
                    .Problem(
                        code,
                        $"'{reason}' is no reason of the catalogue, such as PERIOD_CLOSED."
                    );
            }
        }

        return reasons;
    }

    [GeneratedRegex(
        "^[A-Z0-9_]{1,10}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        100
    )]
    private static partial Regex SourceName();

    [GeneratedRegex(
        "^ATTRIBUTE([1-9]|1[0-5])$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        100
    )]
    private static partial Regex Attribute();
}
