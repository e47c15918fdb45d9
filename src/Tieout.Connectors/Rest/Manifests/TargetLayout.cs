using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>What a target may tell of a record: the columns of its <c>fields</c>.</summary>
internal sealed class TargetLayout : Layout
{
    private TargetLayout(string name)
        : base(name)
    {
        Required("id", ColumnForm.Text, "4711", "Its id in the target");
        Required("key", ColumnForm.Text, "K-1", "What the hub knows it by");
        Optional("version", ColumnForm.Text, "3", "For calls that change it");
    }

    public static TargetLayout Documents { get; } = OfDocuments();

    public static TargetLayout Customers { get; } = OfCustomers();

    public static TargetLayout Projects { get; } = OfProjects();

    private static TargetLayout OfProjects()
    {
        var layout = new TargetLayout("projects");
        layout.Optional(RestProjectSetup.Closed, ColumnForm.Text, "true", "It takes no time");
        return layout;
    }

    private static TargetLayout OfDocuments()
    {
        var layout = new TargetLayout("documents");
        layout.Optional("state", ColumnForm.Text, "posted", "How far it has come");
        layout.Required("number", ColumnForm.Text, "INV-7", "The number that the target drew");
        layout.Optional("date", ColumnForm.Date, "2026-03-31", "The document's own date");
        layout.Required("accounting_date", ColumnForm.Date, "2026-03-31", "When it counts");
        layout.Optional("currency", ColumnForm.Currency, "GBP", "Of its amounts");
        layout.Optional("net", ColumnForm.Number, "100", "Without tax");
        layout.Optional("tax", ColumnForm.Number, "20", "Its tax");
        layout.Optional("open", ColumnForm.Number, "120", "What is still to be paid");
        layout.Optional("sign", ColumnForm.Number, "-1", "What its amounts are multiplied by");
        return layout;
    }

    private static TargetLayout OfCustomers()
    {
        var layout = new TargetLayout("customers");
        foreach (var name in DeliveryNames.OfCustomer.Where(x => x is not "code"))
        {
            layout.Optional(name, ColumnForm.Text, string.Empty, "Compared with the hub's");
        }

        return layout;
    }
}
