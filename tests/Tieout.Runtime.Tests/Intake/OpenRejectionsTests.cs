using Tieout.Connect;
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

    private static RejectedRecord At(string place) =>
        new(new Origin("erp", place), "erp.unreadable", Field: null, "is unreadable");
}
