use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

/// The function that is called when there is news.
type Hear = Rc<dyn Fn()>;

/// The channel to the browser's other wizards.
#[derive(Default)]
pub struct Channel {
    members: RefCell<Vec<(u64, String, Hear)>>,
    joined: Cell<u64>,
}

/// A membership; dropped, it is over.
pub struct Member {
    channel: Weak<Channel>,
    number: u64,
}

impl Drop for Member {
    fn drop(&mut self) {
        if let Some(channel) = self.channel.upgrade() {
            channel.members.borrow_mut().retain(|(number, ..)| *number != self.number);
        }
    }
}

impl Channel {
    pub fn join(self: &Rc<Self>, topic: String, hear: Hear) -> Member {
        let number = self.joined.get();
        self.joined.set(number + 1);
        self.members.borrow_mut().push((number, topic, hear));
        Member { channel: Rc::downgrade(self), number }
    }

    /// The numbers of those who hear of a topic, but for one.
    pub fn others(&self, from: &Member, topic: &str) -> Vec<u64> {
        let members = self.members.borrow();
        let others = members.iter().filter(|(number, on, _)| *number != from.number && on == topic);
        others.map(|(number, ..)| *number).collect()
    }

    /// Tells one, if it is still there.
    pub fn tell(&self, number: u64) {
        let hear = {
            let members = self.members.borrow();
            members.iter().find(|(other, ..)| *other == number).map(|(.., hear)| Rc::clone(hear))
        };
        if let Some(hear) = hear {
            hear();
        }
    }
}
