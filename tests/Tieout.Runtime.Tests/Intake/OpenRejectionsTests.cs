using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Intake;

namespace Tieout.Runtime.Tests.Intake;

/// <summary>What a later reading settles of what could not be taken.</summary>
public sealed class OpenRejectionsTests
{
    [Fact]
    public void A_file_that_is_read_anew_settles_itself_and_its_lines_and_no_other_file()
    {
        var open = new OpenRejections();
        open.Apply(
            new PageTaken(
                new Cursor("1"),
                0,
                [At("receipts-1"), At("receipts-1:3"), At("receipts-10"), At("receipts-10:3")]
            )
        );

        var settled = open.SettledBy(
            new Page([], [], new Cursor("2")) { Begun = ["receipts-1"] },
            []
        );

        Assert.Equal(["receipts-1", "receipts-1:3"], settled);
    }

    [Fact]
    public void A_copy_of_what_another_system_owns_is_heard_after_it_was_dismissed()
    {
        var copy = new SourceRecord(
            new Customer(CustomerCode.Parse("C-1"), 1, "Acme", "GB"),
            new Origin("erp", "C-1")
        );
        var open = new OpenRejections();
        open.Apply(new PageTaken(new Cursor("1"), 0, [At(copy.Fact.Identity)]) { Copies = [copy] });

        open.Apply(
            new PageTaken(new Cursor("1"), 0, [])
            {
                Settled = [copy.Fact.Identity],
                Dismissed = new RejectionDismissal("anna", "is known"),
            }
        );

        Assert.False(open.Has(copy.Fact.Identity));
        Assert.Equal([copy], open.Copies);

        // What its owner says by now settles it.
        open.Apply(new PageTaken(new Cursor("2"), 0, []) { Settled = [copy.Fact.Identity] });

        Assert.Empty(open.Copies);
    }

    private static RejectedRecord At(string place) =>
        new(new Origin("erp", place), "erp.unreadable", Field: null, "is unreadable");
}
