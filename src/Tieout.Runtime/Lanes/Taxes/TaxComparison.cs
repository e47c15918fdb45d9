using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Runtime.Lanes.Taxes;

/// <summary>The hub's tax of a document beside its tax owner's.</summary>
/// <remarks>
/// By line where the hub's tax of a category and rate is the sum of its lines' taxes, each rounded half
/// up; else the hub has no tax of a line, and the lines of that category and rate are compared together.
/// </remarks>
internal static class TaxComparison
{
    private const int ShownMax = 5;

    public static bool IsSame(Delivery.Document document, TaxRecord held) =>
        held.Net == document.Invoice.Net
        && held.Tax == document.Invoice.Tax
        && Parts(document, held).All(x => x.IsSame);

    /// <summary>Any difference at all stops the document.</summary>
    /// <exception cref="ConnectorException">There is one: TAX_DIFFERENCE, with both figures.</exception>
    public static void RequireSame(Delivery.Document document, TaxRecord held, string owner)
    {
        if (IsSame(document, held))
        {
            return;
        }

        var invoice = document.Invoice;
        var apart = Parts(document, held).Where(x => !x.IsSame).ToList();
        var told = apart.Take(ShownMax).Select(x => x.Told(owner));
        var more = apart.Count - ShownMax;
        throw new ConnectorException(
            ConnectorFault.Refused,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{owner} computes {held.Tax} tax on {held.Net} for {invoice.Reference}, the hub {invoice.Tax} on {invoice.Net}. {string.Join(" ", told)}{(more > 0 ? $" And {more} more." : "")}"
            ),
            reason: ReasonCode.TaxDifference.Value
        );
    }

    private static List<Part> Parts(Delivery.Document document, TaxRecord held)
    {
        var theirs = held.Lines.GroupBy(x => x.Number).ToDictionary(x => x.Key, x => x.Last());
        var parts = new List<Part>();
        foreach (var group in document.Lines.GroupBy(x => (x.TaxCategory, x.TaxRate)))
        {
            var lines = group.ToList();
            var tax = document.Invoice.Taxes.FirstOrDefault(x =>
                x.Category == group.Key.TaxCategory && x.Rate == group.Key.TaxRate
            );
            var own = lines.ConvertAll(x => LineNet.PercentOf(x.Amount, x.TaxRate));
            var whole = tax?.Tax ?? Money.Zero(document.Invoice.Currency);
            if (Money.Sum(whole.Currency, own) == whole)
            {
                parts.AddRange(lines.Select((line, i) => Of([line], line.Amount, own[i], theirs)));
            }
            else
            {
                var net = Money.Sum(whole.Currency, lines.Select(x => x.Amount));
                parts.Add(Of(lines, net, whole, theirs));
            }
        }

        return parts;
    }

    private static Part Of(
        List<InvoiceLine> lines,
        Money net,
        Money tax,
        Dictionary<int, LineTax> theirs
    )
    {
        var found = lines.ConvertAll(x =>
            theirs.GetValueOrDefault(x.Number) is { } line
            && line.Net.Currency == net.Currency
            && line.Tax.Currency == net.Currency
                ? line
                : null
        );
        return new Part(
            lines.Count == 1
                ? string.Create(CultureInfo.InvariantCulture, $"Line {lines[0].Number}")
                : $"Lines {string.Join(", ", lines.Take(ShownMax).Select(x => x.Number))}"
                    + (lines.Count > ShownMax ? ", …" : ""),
            net,
            tax,
            found.Contains(null) ? null : Money.Sum(net.Currency, found.Select(x => x!.Net)),
            found.Contains(null) ? null : Money.Sum(net.Currency, found.Select(x => x!.Tax))
        );
    }

    /// <summary>A line, or all lines of a category and rate.</summary>
    private sealed record Part(string Name, Money Net, Money Tax, Money? OtherNet, Money? OtherTax)
    {
        public bool IsSame => Net == OtherNet && Tax == OtherTax;

        public string Told(string owner) =>
            OtherTax is null
                ? $"{Name} ({Net}): the hub {Tax}, {owner} has none."
                : $"{Name} ({Net}): the hub {Tax}, {owner} {OtherTax}"
                    + (Net == OtherNet ? "." : $" on {OtherNet}.");
    }
}
