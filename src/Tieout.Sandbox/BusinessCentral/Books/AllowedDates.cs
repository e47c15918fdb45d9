using System.Globalization;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>The days that may be posted to, as the general ledger setup says.</summary>
/// <remarks>A closed fiscal year alone stops nobody: what counts are these dates.</remarks>
internal static class AllowedDates
{
    /// <summary>Lets a day that is allowed pass.</summary>
    /// <param name="place">What carries the date: <c>Sales Header Document Type='Invoice',No.='1'</c>.</param>
    /// <exception cref="NavRefusalException">The day is not within them.</exception>
    public static void Require(CompanyBook book, DateOnly day, string place)
    {
        if (day == DateOnly.MinValue)
        {
            throw Refusals.Dialog(
                $"Posting Date must have a value in {place}. It cannot be zero or empty."
            );
        }

        var setup = book.Setup;
        var from = setup.Date("allowPostingFrom");
        var to = setup.Date("allowPostingTo");
        if (day < from || (to != DateOnly.MinValue && day > to))
        {
            throw Refusals.Dialog(
                $"Posting Date is not within your range of allowed posting dates in {place}."
            );
        }
    }

    public static string Header(SalesKind kind, NavRecord document) =>
        $"Sales Header Document Type='{kind.DocumentType}',No.='{document.Text("number")}'";

    public static string Line(string template, string batch, NavRecord line) =>
        $"Gen. Journal Line Journal Template Name='{template}',Journal Batch Name='{batch}',Line No.='{line.Whole("lineNumber").ToString(CultureInfo.InvariantCulture)}'";
}
