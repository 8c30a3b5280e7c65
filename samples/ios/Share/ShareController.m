/* The share sheet's entry: shows the same sentence. The system makes the controller by its name in Info.plist. */
#import "../UIKit.h"
#import "../SampleKit/SampleKit.h"

@interface ShareController : UIViewController
@end

@implementation ShareController
- (void)viewDidLoad
{
    [super viewDidLoad];
    UILabel *label = [[UILabel alloc] initWithFrame:self.view.bounds];
    label.text = [NSString stringWithUTF8String:sample_sentence_key()];
    [self.view addSubview:label];
}
@end
