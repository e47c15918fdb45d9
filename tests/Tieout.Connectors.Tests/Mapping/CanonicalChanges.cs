using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>For each field of what is delivered, the same with another value of it.</summary>
/// <remarks>
/// By reflection, so that a field that is added later is looked at without anybody's doing. The other
/// fields stay as they are: what does not fit any more is refused by then, and what was sent before counts.
/// </remarks>
internal static class CanonicalChanges
{
    private const string None = "none";

    /// <summary>The fields of the customer, and of the document where that is what is delivered.</summary>
    public static IReadOnlyList<FieldChange<Delivery.Document>> Of(
        Delivery.Document document,
        bool isParty
    ) => isParty ? OfCustomer(document) : [.. OfCustomer(document), .. OfDocument(document)];

    /// <summary>The fields of the project of a contract, and of its customer.</summary>
    public static IReadOnlyList<FieldChange<ProjectOrder>> Of(ProjectOrder order)
    {
        var other = OtherThan(order.Currency);
        return
        [
            .. Of("project", order, order.Currency, x => x, (_, changed) => changed),
            new(
                "project.currency",
                order.Currency.Code,
                other.Code,
                x => x with { Currency = other }
            ),
            .. Of(
                "customer",
                order,
                order.Currency,
                x => x.Customer,
                (x, customer) => x with { Customer = customer }
            ),
        ];
    }

    /// <summary>The fields of an entry of the ledger and of its first line, against which its second one goes.</summary>
    public static IReadOnlyList<FieldChange<LedgerEntry>> Of(LedgerEntry entry)
    {
        var other = OtherThan(entry.Currency);
        return
        [
            .. Of("journal", entry, entry.Currency, x => x, (_, changed) => changed),
            new(
                "journal.currency",
                entry.Currency.Code,
                other.Code,
                x =>
                    x with
                    {
                        Currency = other,
                        Lines =
                        [
                            .. x.Lines.Select(line =>
                                line with
                                {
                                    Amount = line.Amount with { Currency = other },
                                }
                            ),
                        ],
                    }
            ),
            .. Of("journal.lines", entry, entry.Currency, x => x.Lines[0], Balanced),
        ];
    }

    private static LedgerEntry Balanced(LedgerEntry entry, LedgerEntryLine first)
    {
        var against = entry.Lines[1];
        var more = first.Amount - entry.Lines[0].Amount;
        return entry with
        {
            Lines =
            [
                first,
                against with
                {
                    Amount = against.Amount - more,
                },
                .. entry.Lines.Skip(2),
            ],
        };
    }

    /// <summary>The fields of the customer.</summary>
    private static IReadOnlyList<FieldChange<Delivery.Document>> OfCustomer(
        Delivery.Document document
    ) =>
        [
            .. Of(
                "customer",
                document,
                x => x.BillTo,
                (x, customer) =>
                    x with
                    {
                        BillTo = customer,
                        Invoice = x.Invoice with { BillTo = customer.Code },
                    }
            ),
        ];

    /// <summary>The fields of the invoice, its first line and first tax, and what is delivered with it.</summary>
    private static IReadOnlyList<FieldChange<Delivery.Document>> OfDocument(
        Delivery.Document document
    ) =>
        [
            .. Of(
                "invoice",
                document,
                x => x.Invoice,
                (x, invoice) => x with { Invoice = invoice }
            ),
            .. Of(
                "invoice.lines",
                document,
                x => x.Invoice.Lines[0],
                (x, line) =>
                    x with
                    {
                        Invoice = x.Invoice with { Lines = [line, .. x.Invoice.Lines.Skip(1)] },
                    }
            ),
            .. Of(
                "invoice.taxes",
                document,
                x => x.Invoice.Taxes[0],
                (x, tax) =>
                    x with
                    {
                        Invoice = x.Invoice with { Taxes = [tax, .. x.Invoice.Taxes.Skip(1)] },
                    }
            ),
            .. Of("delivery", document, x => x, (_, other) => other),
            .. document.ContractProject is null
                ? []
                : Of(
                    "delivery.contractProject",
                    document,
                    x => x.ContractProject!,
                    (x, project) => x with { ContractProject = project }
                ),
            OfCurrency(document.Invoice.Currency),
            .. document.Accounts.OrderBy(x => x.Key).Select(x => OfAccount(x.Key, x.Value)),
        ];

    /// <summary>All amounts are in it, so all change.</summary>
    private static FieldChange<Delivery.Document> OfCurrency(CurrencyCode currency)
    {
        var other = OtherThan(currency);
        return new FieldChange<Delivery.Document>(
            "invoice.currency",
            currency.Code,
            other.Code,
            x =>
                x with
                {
                    Invoice = x.Invoice with
                    {
                        Currency = other,
                        Lines =
                        [
                            .. x.Invoice.Lines.Select(line =>
                                line with
                                {
                                    Amount = In(line.Amount),
                                }
                            ),
                        ],
                        Taxes =
                        [
                            .. x.Invoice.Taxes.Select(tax =>
                                tax with
                                {
                                    Taxable = In(tax.Taxable),
                                    Tax = In(tax.Tax),
                                }
                            ),
                        ],
                        Discount = x.Invoice.Discount is { } off ? In(off) : null,
                        Retention = x.Invoice.Retention is { } kept ? In(kept) : null,
                        PrepaidApplied = x.Invoice.PrepaidApplied is { } paid ? In(paid) : null,
                    },
                }
        );

        Money In(Money amount) => amount with { Currency = other };
    }

    private static CurrencyCode OtherThan(CurrencyCode currency) =>
        CurrencyCode.Parse(currency.Code is "USD" ? "EUR" : "USD");

    private static FieldChange<Delivery.Document> OfAccount(AccountRole role, string account) =>
        new(
            $"delivery.accounts.{JsonNamingPolicy.CamelCase.ConvertName(role.ToString())}",
            account,
            OtherValue.OfText(account),
            x =>
                x with
                {
                    Accounts = new Dictionary<AccountRole, string>(x.Accounts)
                    {
                        [role] = OtherValue.OfText(account),
                    },
                }
        );

    private static IEnumerable<FieldChange<Delivery.Document>> Of<T>(
        string name,
        Delivery.Document document,
        Func<Delivery.Document, T> take,
        Func<Delivery.Document, T, Delivery.Document> put
    )
        where T : class => Of(name, document, document.Invoice.Currency, take, put);

    private static IEnumerable<FieldChange<TWhole>> Of<TWhole, T>(
        string name,
        TWhole whole,
        CurrencyCode currency,
        Func<TWhole, T> take,
        Func<TWhole, T, TWhole> put
    )
        where T : class
    {
        foreach (var field in typeof(T).GetProperties().Where(x => x.CanWrite))
        {
            if (OtherOf(field, take(whole), currency) is { } after)
            {
                yield return new FieldChange<TWhole>(
                    $"{name}.{JsonNamingPolicy.CamelCase.ConvertName(field.Name)}",
                    Shown(field.GetValue(take(whole))),
                    Shown(after),
                    x => put(x, With(take(x), field, OtherOf(field, take(x), currency)!))
                );
            }
        }
    }

    /// <summary>What <c>with</c> does.</summary>
    private static T With<T>(T record, PropertyInfo field, object value)
        where T : class
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public;
        var copy = typeof(T).GetMethod("<Clone>$", own)!.Invoke(record, parameters: null)!;
        field.SetValue(copy, value);
        return (T)copy;
    }

    /// <summary>Another value; none for what is a record of its own, which is looked at by itself.</summary>
    private static object? OtherOf(PropertyInfo field, object record, CurrencyCode currency)
    {
        var value = field.GetValue(record);
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        return field.Name switch
        {
            nameof(Customer.Country) => "FR",
            nameof(CanonicalFact.Source) => null,
            _ when type == typeof(string) => OtherValue.OfText((string?)value ?? "other"),
            _ when type == typeof(bool) => !(bool)value!,
            _ when type == typeof(int) => (int)(value ?? 0) + 1,
            _ when type == typeof(long) => (long)(value ?? 0L) + 1L,
            _ when type == typeof(decimal) => (decimal)(value ?? 0m) + 1m,
            _ when type == typeof(Money) => (Money)(value ?? new Money(0m, currency))
                + new Money(1m, currency),
            _ when type == typeof(CurrencyCode) => null,
            _ when type == typeof(LocalDate) => (
                (LocalDate?)value ?? new LocalDate(2026, 4, 1)
            ).PlusDays(1),
            _ when type == typeof(DateInterval) => new DateInterval(
                ((DateInterval)value!).Start.PlusDays(1),
                ((DateInterval)value).End
            ),
            _ when type == typeof(ValueList<DimensionSetting>) => Dimensions(),
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().First(x => !x.Equals(value)),
            _ when type.GetMethod("Parse", [typeof(string)]) is { } parse => parse.Invoke(
                obj: null,
                [$"{value}X"]
            ),
            _ => null,
        };
    }

    private static ValueList<DimensionSetting> Dimensions() =>
        [DimensionSetting.Parse("practice=P9")];

    private static string Shown(object? value) =>
        value switch
        {
            null => None,
            LocalDate day => NodaTime.Text.LocalDatePattern.Iso.Format(day),
            bool flag => flag ? "true" : "false",
            IFormattable text => text.ToString(format: null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
}
