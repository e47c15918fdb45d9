using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Rest.Values;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>What placeholders of writes may name, as docs/reference/rest-manifest.md has it.</summary>
internal static class DeliveryNames
{
    private static Vocabulary Lines { get; } =
        Vocabulary
            .OfLeaves([
                "number",
                "kind",
                "description",
                "quantity",
                "quantityPrinted",
                "price",
                .. Amount("amount"),
                "taxCode",
                "taxCategory",
                "taxRate",
                "from",
                "to",
            ])
            .With(Vocabulary.Of(("dimensions", Vocabulary.Open)));

    private static Vocabulary Taxes { get; } =
        Vocabulary.OfLeaves(["code", "category", "rate", .. Amount("net"), .. Amount("tax")]);

    private static Vocabulary Document { get; } =
        Vocabulary
            .OfLeaves([
                "reference",
                "type",
                "legalEntity",
                "engagement",
                "currency",
                "date",
                "dueDate",
                "accountingDate",
                "purchaseOrder",
                "refersTo",
                "refersToExternalId",
                .. Amount("net"),
                .. Amount("tax"),
                .. Amount("gross"),
                .. Amount("payable"),
            ])
            .With(Vocabulary.Of(("lines", Lines), ("taxes", Taxes), ("creditTaxes", Taxes)));

    /// <summary>Of a customer.</summary>
    public static IReadOnlyList<string> OfCustomer { get; } =
    [
        "code",
        "name",
        "country",
        "parent",
        "taxId",
        "street",
        "city",
        "postalCode",
        "buyerReference",
        "electronicAddress",
        "isOnHold",
    ];

    private static Vocabulary Customer { get; } = Vocabulary.OfLeaves(OfCustomer);

    /// <summary>Where customers are written.</summary>
    public static Vocabulary OfParty { get; } =
        Vocabulary.Of(("customer", Customer), ("idempotencyKey", Vocabulary.Leaf));

    private static Vocabulary Project { get; } =
        Vocabulary.OfLeaves([
            "contract",
            "name",
            "legalEntity",
            "currency",
            "start",
            "end",
            "fixedPrice",
            "closed",
        ]);

    /// <summary>Where projects are set up.</summary>
    /// <param name="customers">How customers are read back; none where they are not written.</param>
    public static Vocabulary OfProject(IReadOnlyList<RestField>? customers) =>
        Vocabulary.Of(
            ("project", Project),
            ("customer", CustomerWith(customers)),
            ("idempotencyKey", Vocabulary.Leaf)
        );

    /// <summary>Where documents are written.</summary>
    /// <param name="customers">How customers are read back; none where they are not written.</param>
    public static Vocabulary OfDocument(IReadOnlyList<RestField>? customers) =>
        Vocabulary.Of(
            ("document", Document),
            ("customer", CustomerWith(customers)),
            ("accounts", Vocabulary.OfLeaves(Words<AccountRole>.All)),
            ("idempotencyKey", Vocabulary.Leaf)
        );

    private static Vocabulary CustomerWith(IReadOnlyList<RestField>? customers) =>
        customers is null ? Customer : Customer.With(Vocabulary.Of(("found", FieldsOf(customers))));

    /// <summary>What is there, where something is changed.</summary>
    public static Vocabulary Found(IReadOnlyList<RestField> fields) =>
        Vocabulary.Of(("found", FieldsOf(fields)));

    private static Vocabulary FieldsOf(IReadOnlyList<RestField> fields) =>
        Vocabulary.OfLeaves(
            fields.Select(x => x.Column).Append("id").Distinct(StringComparer.Ordinal)
        );

    /// <summary>An amount, as a credit note prints it, and in minor units.</summary>
    private static string[] Amount(string name) => [name, name + "Printed", name + "Minor"];
}
